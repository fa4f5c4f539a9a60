/** What surrounds every poll: overlaps, activation, failures, and the one step that stores the state. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { CredentialError, apiError } from '../../../../nodes/shared/wire/errors';
import { InputError } from '../../../../nodes/shared/table/inputError';
import { causeOf, needsAPerson } from '../../../../nodes/shared/wire/cause';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { runPoll } from '../../../../nodes/shared/poll/poll';
import type { PollContext, PollOutcome } from '../../../../nodes/shared/poll/poll';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { findEndpoint } from '../../../../nodes/shared/table/table';
import { Clock, settle } from '../../../support/clock/clock';
import { failingIn } from '../../../support/n8n/host';
import { pollHost } from '../../../support/n8n/pollHost';
import type { PollSetup } from '../../../support/n8n/pollHost';

const fresh = () => ({ environment: new Clock(), memory: new ProcessMemory() });
const one = { json: { id: '1' } };
const gives = (outcome: PollOutcome) => async () => outcome;

/** An error as our requests throw it. */
function failed(failure: Partial<Parameters<typeof apiError>[1]>): NodeApiError {
	const endpoint = findEndpoint(cassaNova, 'receipt', 'getAll', 'apiKey');
	if (!endpoint) throw new Error('no such endpoint');
	return apiError(failingIn(cassaNova, endpoint), { advice: 'Wait.', problem: 'no', ...failure });
}
const throws = (error: Error) => async () => await Promise.reject(error);

describe('the cause that n8n waits by', () => {
	it.each([
		[
			{ status: 429, retryAfterMs: 7000 },
			{ cause: 'rate-limited', retryAfterMs: 7000 },
		],
		[{ status: 429 }, { cause: 'rate-limited' }],
		[{ origin: 'limit' as const }, { cause: 'rate-limited' }],
		[
			{ status: 503, retryAfterMs: 5 },
			{ cause: 'temporarily-unavailable', retryAfterMs: 5 },
		],
		[{ status: 500 }, { cause: 'temporarily-unavailable' }],
		[{ status: 408 }, { cause: 'temporarily-unavailable' }],
		[{ origin: 'connection' as const }, { cause: 'temporarily-unavailable' }],
		[{ status: 401 }, { cause: 'credential-invalid' }],
		[{ origin: 'credential' as const }, { cause: 'credential-invalid' }],
		[{ status: 403 }, { cause: 'configuration-invalid' }],
		[{ status: 404 }, { cause: 'configuration-invalid' }],
		[{ status: 302 }, { cause: 'configuration-invalid' }],
		[{ status: 200 }, undefined],
		[{}, undefined],
	])('%j: %j', (failure, cause) => {
		expect(causeOf({ advice: '', ...failure })).toEqual(cause);
		expect(failed(failure).failure).toEqual(cause);
	});

	it('of wrong parameters and credentials needs a person', async () => {
		const { host } = pollHost();
		for (const error of [
			new InputError('A', 'is empty', 'Fill it.'),
			new CredentialError('No', 'x'),
		]) {
			const shown: unknown = await runPoll(host, throws(error), fresh()).catch((e: unknown) => e);
			expect(needsAPerson(shown)).toBe(true);
			expect(shown).toMatchObject({ message: error.message, description: error.advice });
		}
	});
});

describe('the state', () => {
	it('is replaced key by key, and only when the poll succeeds', async () => {
		const { host, data } = pollHost({ data: { kept: 'a', gone: 1 } });
		const shared = fresh();
		const state = { kept: 'b', added: { deep: true } };
		await expect(runPoll(host, gives({ items: [one], state }), shared)).resolves.toEqual([[one]]);
		expect(data).toEqual({ ...state, handed: 1 });
		await expect(runPoll(host, throws(failed({ status: 500 })), shared)).rejects.toThrow();
		expect(data).toEqual({ ...state, handed: 1 });
	});

	it('has a bound: beyond it the poll fails with a sentence, and hands nothing on', async () => {
		const { host, data } = pollHost({ data: { kept: 'a' } });
		const shared = fresh();
		const seen = (days: number) =>
			Object.fromEntries(
				Array.from({ length: days }, (_, day) => [String(day), 'A'.repeat(1_000_000)]),
			);
		const much = runPoll(host, gives({ items: [one], state: { seen: seen(10) } }), shared);
		await expect(much).rejects.toThrow('"Event" has more to remember than n8n can keep');
		expect(data).toEqual({ kept: 'a' });
		const state = { seen: seen(9) };
		await expect(runPoll(host, gives({ items: [one], state }), shared)).resolves.toEqual([[one]]);
	});

	it('isn’t touched by a test in the editor, which doesn’t see it either', async () => {
		const { host, data } = pollHost({ mode: 'manual', data: { mine: 1 } });
		let seen: PollContext | undefined;
		const work = async (context: PollContext) => {
			seen = context;
			return { items: [one], state: { mine: 2 } };
		};
		await expect(runPoll(host, work, fresh())).resolves.toEqual([[one]]);
		expect(seen).toMatchObject({ manual: true, state: {} });
		expect(data).toEqual({ mine: 1 });
	});

	it('from before the last items gives nothing, until n8n has had its time to store', async () => {
		const shared = fresh();
		const before = { n: 1, handed: 4 };
		const context = () => pollHost({ data: { ...before } });
		const work = jest.fn(gives({ items: [one], state: { n: 2 } }));
		const first = context();
		await expect(runPoll(first.host, work, shared)).resolves.toEqual([[one]]);
		expect(first.data).toEqual({ n: 2, handed: 5 });
		// n8n read the state for this poll before it stored what the first one noted.
		const second = context();
		await expect(runPoll(second.host, work, shared)).resolves.toBeNull();
		expect(second.data).toEqual(before);
		expect(work).toHaveBeenCalledTimes(1);
		// Another trigger has nothing to do with it.
		const other = pollHost({ data: { ...before }, workflow: 'other' });
		await expect(runPoll(other.host, work, shared)).resolves.toEqual([[one]]);
		await expect(
			runPoll(pollHost({ data: first.data }).host, gives({ items: [], state: { n: 3 } }), shared),
		).resolves.toBeNull();
		expect(first.data).toEqual({ n: 3, handed: 5 });
		// The items were dropped, and their state never came: they are handed on again.
		shared.environment.advance(30_000);
		await expect(runPoll(context().host, work, shared)).resolves.toEqual([[one]]);
	});

	it('gives null where nothing is new', async () => {
		await expect(runPoll(pollHost().host, gives({ items: [] }), fresh())).resolves.toBeNull();
	});
});

describe('overlapping polls', () => {
	/** A poll that ends when it is told to. */
	function slow(outcome: PollOutcome) {
		const held: { end: () => void; context?: PollContext } = { end: () => {} };
		const work = async (context: PollContext) => {
			held.context = context;
			await new Promise<void>((resolve) => (held.end = resolve));
			return outcome;
		};
		return { work, held };
	}

	it('leave the first one to its work and give nothing', async () => {
		const shared = fresh();
		const { host, data } = pollHost();
		const { work, held } = slow({ items: [one], state: { n: 1 } });
		const first = runPoll(host, work, shared);
		await settle();
		await expect(runPoll(host, gives({ items: [one] }), shared)).resolves.toBeNull();
		held.end();
		await expect(first).resolves.toEqual([[one]]);
		expect(data).toEqual({ n: 1, handed: 1 });
		await expect(runPoll(host, gives({ items: [one] }), shared)).resolves.toEqual([[one]]);
	});

	it('are told apart by workflow and node', async () => {
		const shared = fresh();
		const { work, held } = slow({ items: [] });
		const first = runPoll(pollHost({ workflow: 'a' }).host, work, shared);
		await settle();
		for (const setup of [{ workflow: 'b' }, { workflow: 'a', node: { id: '2' } }]) {
			const other = await runPoll(pollHost(setup).host, gives({ items: [one] }), shared);
			expect(other).toEqual([[one]]);
		}
		held.end();
		await first;
	});

	it('take over when the first one has used up its time, which has ended then: what it finds is dropped', async () => {
		const shared = fresh();
		const setup = { data: {}, budgetMs: 36_000 };
		const { work, held } = slow({ items: [one], state: { n: 1 } });
		const first = runPoll(pollHost(setup).host, work, shared);
		await settle();
		expect(held.context?.goesOn()).toBe(true);
		shared.environment.advance(30_000);
		expect(held.context?.goesOn()).toBe(false);
		shared.environment.advance(10_000);
		await expect(first).rejects.toThrow('The poll had not ended after 38 seconds');
		const second = await runPoll(
			pollHost(setup).host,
			gives({ items: [one], state: { n: 2 } }),
			shared,
		);
		expect(second).toEqual([[one]]);
		held.end();
		await settle();
		expect(setup.data).toEqual({ n: 2, handed: 1 });
	});
});

describe('a poll that hangs', () => {
	const hangs = async () => await new Promise<never>(() => {});

	it.each(['trigger', 'manual'] as const)('%s: is ended and shown', async (mode) => {
		const shared = fresh();
		let signal: AbortSignal | undefined;
		const setup = { mode, data: { n: 1 }, budgetMs: 36_000 };
		const hung = runPoll(
			pollHost(setup).host,
			async (context) => {
				({ signal } = context);
				return await hangs();
			},
			shared,
		);
		await settle();
		expect(signal?.aborted).toBe(false);
		shared.environment.advance(38_000);
		await expect(hung).rejects.toMatchObject({
			message: 'The poll had not ended after 38 seconds',
			description: expect.stringContaining('the next poll looks for the same records'),
			failure: { cause: 'temporarily-unavailable' },
		});
		// Its requests end with it.
		expect(signal?.aborted).toBe(true);
		expect(setup.data).toEqual({ n: 1 });
		const next = await runPoll(pollHost(setup).host, gives({ items: [one] }), shared);
		expect(next).toEqual([[one]]);
	});

	it('does not end a trigger for good that is being activated', async () => {
		const shared = fresh();
		const setup = { activation: 'init' as const, budgetMs: 36_000 };
		const hung = runPoll(pollHost(setup).host, hangs, shared);
		await settle();
		shared.environment.advance(38_000);
		await expect(hung).resolves.toBeNull();
	});
});

describe('while a workflow is activated', () => {
	const down = failed({ status: 503 });
	const wrong = failed({ status: 401 });

	it.each<[WorkflowActivateMode, Error, boolean]>([
		['init', down, false],
		['init', wrong, false],
		['leadershipChange', wrong, false],
		['activate', down, false],
		['activate', failed({}), false],
		['activate', wrong, true],
		['activate', new InputError('A', 'is empty'), true],
		['update', down, true],
	])('%s: %s throws: %s', async (activation, error, isThrown) => {
		const { host } = pollHost({ activation });
		const shared = fresh();
		const first = runPoll(host, throws(error), shared);
		await (isThrown ? expect(first).rejects.toThrow() : expect(first).resolves.toBeNull());
		// The polls that follow have the same context, and show what is wrong.
		await expect(runPoll(host, throws(error), shared)).rejects.toThrow();
	});

	it('the moment is remembered for a host that doesn’t keep what that poll stored', async () => {
		const shared = fresh();
		const since: number[] = [];
		const work = async (context: PollContext) => {
			since.push(context.since);
			return { items: [] };
		};
		const begin = shared.environment.now();
		await runPoll(pollHost({ activation: 'activate' }).host, work, shared);
		shared.environment.advance(60_000);
		await runPoll(pollHost().host, work, shared);
		shared.environment.advance(60_000);
		await runPoll(pollHost({ activation: 'activate' }).host, work, shared);
		await runPoll(pollHost().host, work, shared);
		shared.environment.advance(60_000);
		// What was stored then and is lost, as when a node is renamed, begins anew.
		await runPoll(pollHost().host, work, shared);
		const minutes = since.map((at) => (at - begin) / 60_000);
		expect(minutes).toEqual([0, 0, 2, 2, 3]);
	});
});

describe('in n8n’s durable mode, which drops what the activation’s poll notes for the node', () => {
	/** n8n, whose process ends after each poll. */
	function durable() {
		const { environment } = fresh();
		const global: IDataObject = {};
		const begin = environment.now();
		let stored: IDataObject = {};
		const since: number[] = [];
		const works = async (context: PollContext) => {
			since.push((context.since - begin) / 60_000);
			return { items: [], state: { mine: 1 } };
		};
		const poll = async (setup: PollSetup = {}, work: typeof works = works) => {
			const { host, data } = pollHost({ ...setup, data: { ...stored }, global });
			await runPoll(host, work, { environment, memory: new ProcessMemory() });
			if (setup.activation === undefined) stored = data;
			environment.advance(60_000);
		};
		return { poll, since, global };
	}

	it('a first poll after a restart knows when the trigger was activated', async () => {
		const { poll, since } = durable();
		await poll({ activation: 'activate' });
		await poll();
		expect(since).toEqual([0, 0]);
	});

	it('so it does when the vendor was down, then and at the first poll', async () => {
		const { poll, since } = durable();
		const down = throws(failed({ status: 503 }));
		await poll({ activation: 'activate' }, down);
		await expect(poll({}, down)).rejects.toThrow();
		await poll();
		expect(since).toEqual([0]);
	});

	it('a trigger that n8n doesn’t call activated is known since its first poll', async () => {
		const { poll, since, global } = durable();
		// n8n adds it to a workflow that is active already, and stores the workflow's data.
		await poll({ activation: 'update' });
		expect(Object.values(global)).toHaveLength(1);
		await poll();
		expect(since).toEqual([0, 0]);
	});

	it('another activation before the first poll begins anew', async () => {
		const { poll, since } = durable();
		await poll({ activation: 'activate' });
		await poll({ activation: 'activate' });
		await poll();
		expect(since).toEqual([0, 1, 1]);
	});

	it('an activation that was refused, and a test in the editor, leave nothing', async () => {
		const { poll, since, global } = durable();
		const wrong = throws(failed({ status: 401 }));
		await expect(poll({ activation: 'activate' }, wrong)).rejects.toThrow();
		await poll({ mode: 'manual', activation: 'activate' });
		expect(global).toEqual({});
		expect(since).toEqual([0]);
	});

	it('nothing of it counts once the trigger has stored something, or for another node', async () => {
		const { environment } = fresh();
		const global = {};
		const seen: number[] = [];
		const work = async ({ since }: PollContext) => {
			seen.push(since);
			return { items: [] };
		};
		const shared = () => ({ environment, memory: new ProcessMemory() });
		const begin = environment.now();
		await runPoll(pollHost({ activation: 'activate', global }).host, work, shared());
		environment.advance(60_000);
		await runPoll(pollHost({ global, data: { event: 'other' } }).host, work, shared());
		await runPoll(pollHost({ global, node: { name: 'Renamed' } }).host, work, shared());
		await runPoll(pollHost({ global, node: { id: 'copied' } }).host, work, shared());
		expect(seen.map((at) => (at - begin) / 60_000)).toEqual([0, 1, 1, 1]);
	});
});

it('notes when it was activated though the vendor was down, and forgets that when all is well', async () => {
	const data = {};
	const { environment } = fresh();
	const begin = environment.now();
	const first = pollHost({ activation: 'activate', data });
	await runPoll(first.host, throws(failed({ status: 503 })), {
		environment,
		memory: new ProcessMemory(),
	});
	environment.advance(3_600_000);
	const seen: PollContext[] = [];
	const work = async (context: PollContext) => {
		seen.push(context);
		return { items: [], state: { mine: 1 } };
	};
	// n8n was started anew meanwhile.
	await runPoll(pollHost({ data }).host, work, { environment, memory: new ProcessMemory() });
	expect(seen).toMatchObject([{ since: begin, state: {} }]);
	expect(data).toEqual({ mine: 1 });
});

it('polls on after the clock was set back, whatever was handed on before', async () => {
	const shared = fresh();
	const setup = { data: {} };
	await runPoll(pollHost(setup).host, gives({ items: [one], state: { n: 1 } }), shared);
	shared.environment.advance(-3_600_000);
	// The state is the one from before: n8n never stored the other.
	const again = await runPoll(pollHost({ data: {} }).host, gives({ items: [one] }), shared);
	expect(again).toEqual([[one]]);
});

it('leaves a vendor alone for as long as it asked, one hour at most', async () => {
	const shared = fresh();
	const { host } = pollHost();
	let polls = 0;
	const work = async (): Promise<PollOutcome> => {
		polls++;
		throw failed({ status: 429, retryAfterMs: polls === 1 ? 120_000 : 86_400_000 });
	};
	await expect(runPoll(host, work, shared)).rejects.toThrow();
	shared.environment.advance(119_000);
	await expect(runPoll(host, work, shared)).resolves.toBeNull();
	shared.environment.advance(1_000);
	await expect(runPoll(host, work, shared)).rejects.toThrow();
	shared.environment.advance(3_600_000);
	await expect(runPoll(host, work, shared)).rejects.toThrow();
	expect(polls).toBe(3);
});
