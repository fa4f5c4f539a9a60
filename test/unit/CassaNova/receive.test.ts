/** Notices whose look-ups take long: when CassaNova is answered, and what comes in the end. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { createHmac } from 'crypto';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { receiveNotice } from '../../../nodes/CassaNova/notices/receive';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { Clock, settle } from '../../support/clock/clock';
import type { Reply } from '../../support/n8n/host';
import { pollHost } from '../../support/n8n/pollHost';

const SECRET = 'portal-secret';
const told = { id: 'p1', description: 'As it was told' };

/** A call of the address, with what it has answered and logged so far. */
function call(
	reply: (path: string) => Reply | Promise<Reply>,
	{ secret = SECRET, ...own }: IDataObject = {},
) {
	const parameters: IDataObject = {
		authentication: 'apiKey',
		output: 'raw',
		readAgain: true,
		...own,
	};
	const clock = new Clock();
	const statuses: number[] = [];
	const logged: string[] = [];
	const opened: string[] = [];
	const body = Buffer.from(JSON.stringify(told));
	const { host, sent } = pollHost({
		parameters: [parameters],
		credentials: (type): ICredentialDataDecryptedObject => {
			opened.push(type);
			return type === 'cassaNovaWebhookApi'
				? { secret: secret as string }
				: { apiKey: 'key-of-the-account', baseUrl: 'https://nova.example' };
		},
		reply: async ({ path }) =>
			path.startsWith('/apikey/token')
				? { body: { access_token: 'issued-token', expires_in: 3600 } }
				: await reply(path),
	});
	const response = {
		status: (status: number) => {
			statuses.push(status);
			return { json: () => {} };
		},
	};
	const webhook = Object.assign(host as unknown as IWebhookFunctions, {
		getMode: () => 'webhook',
		getWebhookName: () => 'default',
		getHeaderData: () => ({
			'x-cn-operation': 'PRODUCT/EDIT',
			'x-cn-signature': createHmac('sha1', SECRET).update(body).digest('hex'),
		}),
		getRequestObject: () => ({ rawBody: body }),
		getResponseObject: () => response,
		logger: { warn: (line: string) => logged.push(line), info: () => {} },
	}) as unknown as IWebhookFunctions;
	const engine = createEngine(clock, new ProcessMemory());
	const result: { given?: IWebhookResponseData } = {};
	const done = receiveNotice(webhook, cassaNova, engine).then((given) => {
		result.given = given;
	});
	return { clock, statuses, logged, opened, sent, result, done, engine, webhook, parameters };
}

const jsons = ({ given }: { given?: IWebhookResponseData }) =>
	given?.workflowData?.[0]?.map(({ json }) => json);

it('what is there soon is n8n’s to answer', async () => {
	const { done, statuses, result } = call(() => ({ body: { product: { id: 'p1', now: true } } }));
	await done;
	expect(statuses).toEqual([]);
	expect(result.given?.noWebhookResponse).toBeUndefined();
	expect(jsons(result)).toEqual([
		{ id: 'p1', now: true, change: 'updated', entity: 'PRODUCT', event: 'EDIT' },
	]);
});

it.each<[string, IDataObject, boolean]>([
	['as it was sent', { output: 'raw', readAgain: false }, false],
	['with its main fields', { output: 'simplified', readAgain: false }, false],
	['as an entry, of what is no receipt', { output: 'accounting', readAgain: false }, false],
	['read again', { output: 'raw', readAgain: true }, true],
])('a record %s opens the account: %j: %s', async (_name, parameters, needsAccount) => {
	const { done, opened, sent, result } = call(
		() => ({ body: { product: { id: 'p1', description: 'Now' } } }),
		parameters,
	);
	await done;
	expect(opened).toEqual(
		needsAccount ? ['cassaNovaWebhookApi', 'cassaNovaApi'] : ['cassaNovaWebhookApi'],
	);
	expect(sent.length > 0).toBe(needsAccount);
	expect(jsons(result)).toEqual([
		expect.objectContaining({
			id: 'p1',
			description: needsAccount ? 'Now' : told.description,
			change: 'updated',
			entity: 'PRODUCT',
			event: 'EDIT',
		}),
	]);
});

it('CassaNova is answered after a second, once, and the record comes when it is there', async () => {
	let release: (reply: Reply) => void = () => {};
	const { clock, done, statuses, result } = call(
		async () =>
			await new Promise<Reply>((resolve) => {
				release = resolve;
			}),
	);
	await settle();
	clock.advance(999);
	await settle();
	expect(statuses).toEqual([]);
	clock.advance(1);
	await settle();
	expect(statuses).toEqual([200]);
	expect(result.given).toBeUndefined();
	release({ body: { product: { id: 'p1', now: true } } });
	await done;
	expect(statuses).toEqual([200]);
	expect(result.given?.noWebhookResponse).toBe(true);
	expect(jsons(result)).toEqual([expect.objectContaining({ id: 'p1', now: true })]);
});

it('what never comes is told as the notice told it, after a minute', async () => {
	const { clock, done, statuses, result } = call(async () => await new Promise<Reply>(() => {}));
	await settle();
	clock.advance(1000);
	await settle();
	clock.advance(60_000);
	await settle();
	await done;
	expect(statuses).toEqual([200]);
	expect(jsons(result)).toEqual([
		{
			...told,
			notReadAgain: expect.any(String),
			change: 'updated',
			entity: 'PRODUCT',
			event: 'EDIT',
		},
	]);
});

it.each(['', 'another secret', 'portal-secre'])(
	'refuses all with the secret %j',
	async (secret) => {
		const { done, statuses, logged, sent, result } = call(() => ({}), { secret });
		await done;
		expect(statuses).toEqual([401]);
		expect(result.given).toEqual({ noWebhookResponse: true });
		expect(sent).toEqual([]);
		expect(logged).toEqual([expect.stringMatching(/a notice was refused: the signature/)]);
		expect(logged.join()).not.toMatch(/secret[^s]|[\da-f]{40}/);
	},
);

it('a notice that failed is no double when it comes again, and one that was handed on is', async () => {
	const { done, engine, webhook, parameters } = call(() => ({ body: { product: { id: 'p1' } } }), {
		options: { dayEndsAt: 'noon' },
	});
	await expect(done).rejects.toThrow(/"Day Ends At" must be a time of day/);
	parameters.options = {};
	const hear = async () => await receiveNotice(webhook, cassaNova, engine);
	expect(jsons({ given: await hear() })).toHaveLength(1);
	expect(await hear()).toEqual({ webhookResponse: { message: 'Received' } });
});
