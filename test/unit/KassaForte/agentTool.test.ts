/** Orders that an AI agent sends: n8n runs the node as a tool, in its own way of trying again. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { kassaForte } from '../../../nodes/KassaForte/api';
import { executeApi } from '../../../nodes/shared/run/execute';
import { fakeHost, testNode } from '../../support/n8n/host';
import type { Reply } from '../../support/n8n/host';

const node = { ...testNode, retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** One execution in which an agent calls the tool; the shop answers as told, one after the other. */
function agent(...replies: Reply[]) {
	const bodies: unknown[] = [];
	const context = {};
	const contextFor = (order: IDataObject, runIndex: number) => {
		const { host } = fakeHost({
			node,
			parameters: [{ resource: 'order', operation: 'create', order, onRefusal: 'error' }],
			credentials: () => ({ domain: 'shop.example', username: 'u', password: 'pass-word' }),
			reply: ({ options }) => {
				bodies.push(JSON.parse(String(options.body)));
				return replies.shift() ?? new Error('one request too many');
			},
		});
		return Object.assign(host, {
			getMode: () => 'trigger',
			getContext: () => context,
			getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
			isToolExecution: () => true,
			addInputData: () => ({ index: runIndex }),
			addOutputData: () => undefined,
		});
	};
	const nodeType = {
		async execute(this: IExecuteFunctions) {
			return await executeApi(this, kassaForte);
		},
	};
	/** A call that was prepared after `runs` earlier ones had ended. */
	const call = async (order: IDataObject, runs: number) => {
		const runData = { [node.name]: Array.from({ length: runs }, () => ({})) };
		const invoke = makeHandleToolInvocation(
			((runIndex: number) => contextFor(order, runIndex)) as never,
			node,
			nodeType as never,
			{ resultData: { runData } } as never,
		);
		return await invoke({}).then(
			(answer) => ({ orderId: (JSON.parse(String(answer)) as IDataObject[])[0]?.orderId }),
			(error: Error) => ({ error: error.message }),
		);
	};
	return { bodies, call };
}

const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const took = (orderId: string): Reply => ({ status: 201, body: { orderId } });
const [first, second] = ['20260305190412', '20260305190413'];

it('are not sent again after an unknown outcome, though each try has a run index of its own', async () => {
	const { bodies, call } = agent(lost(), took(first));
	const { error } = (await call({ pizza: 1 }, 0)) as { error: string };
	expect(error).toContain('an earlier try may have arrived, and was not repeated');
	expect(bodies).toEqual([{ pizza: 1 }]);
	// The agent itself may try again as well, and another order is another one.
	expect(await call({ pizza: 1 }, 3)).toHaveProperty('error');
	expect(await call({ pasta: 2 }, 6)).toEqual({ orderId: first });
	expect(bodies).toEqual([{ pizza: 1 }, { pasta: 2 }]);
});

it('are sent again where the first try surely failed', async () => {
	const { bodies, call } = agent({ status: 400, body: { message: 'Bad.' } }, took(first));
	expect(await call({ pizza: 1 }, 0)).toEqual({ orderId: first });
	expect(bodies).toHaveLength(2);
});

it('are sent once more where the agent wants the same one again', async () => {
	const { call } = agent(took(first), took(second));
	expect(await call({ pizza: 1 }, 0)).toEqual({ orderId: first });
	expect(await call({ pizza: 1 }, 1)).toEqual({ orderId: second });
});

it('never come back as another order: two calls may share a run index', async () => {
	const { bodies, call } = agent(took(first), took(second));
	expect(await call({ pizza: 1 }, 0)).toEqual({ orderId: first });
	// All three tries stand where the first call stood, or behind it.
	const later = await call({ pasta: 2 }, 0);
	expect(later).toEqual({ orderId: second });
	expect(bodies).toEqual([{ pizza: 1 }, { pasta: 2 }]);
});

it('are not sent again either where the engine runs the tool, as for agents since version 3', async () => {
	const bodies: unknown[] = [];
	const context = {};
	const replies: Reply[] = [lost(), took(first)];
	const run = async (runIndex: number, order: IDataObject) => {
		const { host } = fakeHost({
			// All that the engine tells: where it puts the output.
			node: { ...testNode, rewireOutputLogTo: 'ai_tool' },
			parameters: [{ resource: 'order', operation: 'create', order, onRefusal: 'error' }],
			credentials: () => ({ domain: 'shop.example', username: 'u', password: 'pass-word' }),
			reply: ({ options }) => {
				bodies.push(JSON.parse(String(options.body)));
				return replies.shift() ?? new Error('one request too many');
			},
		});
		const engine = Object.assign(host, {
			getMode: () => 'webhook',
			getContext: () => context,
			getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
			isToolExecution: () => false,
		});
		return await executeApi(engine, kassaForte).then(
			([items = []]) => items[0]?.json.orderId,
			(error: Error) => error.message,
		);
	};
	await run(0, { pizza: 1 });
	expect(await run(1, { pizza: 1 })).toContain('an earlier try may have arrived');
	expect(await run(2, { pasta: 2 })).toBe(first);
	expect(bodies).toEqual([{ pizza: 1 }, { pasta: 2 }]);
});
