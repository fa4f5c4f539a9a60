/** What our nodes are asked to do to a hostile server: one of each kind of operation, per system. */
import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { coffee } from '../../scripts/e2e/lib/print-node.mts';
import { engine } from '../../scripts/engine/run.mts';
import { freshFetch } from '../../scripts/lib/fetch.mts';
import type {
	PollInput,
	PollResult,
	RunError,
	StoredCredential,
} from '../../scripts/engine/types.ts';
import type { SandboxReady } from '../../sandbox/ready.ts';

export type Vendor = 'kassandro' | 'cassaNova' | 'kassaForte';

/** What came of a run, a poll or a list. */
export interface Outcome {
	/** Null where there is none: an error, or a poll without news. */
	items: unknown[] | null;
	/** Message and description of the error; '' without one. */
	words: string;
	hints: string[];
	/** What a poll gives once the enemy is a friend again, after one without news or error. */
	later?: unknown[];
	/** All that n8n would store or show, but the credential itself. */
	everything: string;
}

/** Whom a row asks. */
export interface Server {
	origin: string;
	ready: SandboxReady;
	/** Fires when the run has to end. */
	signal: AbortSignal;
	/** Makes a friend of the enemy. */
	befriend: () => void | Promise<void>;
}

export interface Row {
	name: string;
	vendor: Vendor;
	/** Which answers are the enemy's; `GET /v1/infos` is matched. */
	where: RegExp;
	/** What must be sent once, if at all. */
	isWrite?: boolean;
	/** The status alone says that it was done. */
	statusIsAnswer?: boolean;
	/** What is asked for is a file. */
	isFile?: boolean;
	/** It is sent by n8n's own client, which a node can't tell what to do. */
	isOfN8n?: boolean;
	/** The items are worked out of the answer, and say no more than it does. */
	derives?: boolean;
	/** Behaviours that make no sense here, by name. */
	skip?: RegExp;
	run: (server: Server) => Promise<Outcome>;
}

const TYPES = {
	accountToken: 'kassandroAccountApi',
	cashRegisterToken: 'kassandroCashRegisterApi',
	apiKey: 'cassaNovaApi',
	oAuth2: 'cassaNovaOAuth2Api',
	basicAuth: 'kassaForteApi',
};
type Authentication = keyof typeof TYPES;

function credentialOf(
	authentication: Authentication,
	origin: string,
	ready: SandboxReady,
): StoredCredential {
	// A key of its own for each kind of token.
	const [merchant, other] = ready.kassandro.merchants;
	const baseUrl = `${origin}${new URL(ready.kassandro.baseUrl).pathname}`;
	const { apiKey, clientId, clientSecret } = ready.cassaNova;
	const novaUrl = `${origin}${new URL(ready.cassaNova.baseUrl).pathname.replace(/\/$/, '')}`;
	const all: Record<Authentication, StoredCredential['data']> = {
		accountToken: { apiKey: merchant?.apiKey ?? '', baseUrl },
		cashRegisterToken: {
			apiKey: other?.apiKey ?? '',
			baseUrl,
			cashRegisterId: String(other?.registers[0] ?? ''),
		},
		apiKey: { apiKey, baseUrl: novaUrl },
		oAuth2: {
			clientId,
			clientSecret,
			scopes: 'read_tax',
			grantType: 'authorizationCode',
			baseUrl: novaUrl,
		},
		basicAuth: {
			environment: 'sandbox',
			domain: origin.replace('http://', ''),
			username: ready.kassaForte.username,
			password: ready.kassaForte.password,
		},
	};
	return { type: TYPES[authentication], data: all[authentication] };
}

const wordsOf = (error: RunError | undefined): string =>
	error ? `${error.message} ${error.description ?? ''}`.trim() : '';

const start = {
	id: '1',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

interface Asked {
	vendor: Vendor;
	authentication: Authentication;
	/** `resource.operation` */
	operation: string;
	parameters?: INodeParameters;
	file?: boolean;
	/** Fields of the items that come in. */
	given?: IDataObject[];
	/** More of the credential: tokens that n8n holds. */
	credential?: StoredCredential['data'];
}

/** One of our nodes in a workflow. */
export const node =
	({
		vendor,
		authentication,
		operation: words,
		parameters = {},
		file,
		given,
		credential: more,
	}: Asked): Row['run'] =>
	async ({ origin, ready, signal }) => {
		const [resource = '', operation = ''] = words.split('.');
		const { type, data } = credentialOf(authentication, origin, ready);
		const credential = { type, data: { ...data, ...more } };
		// n8n renews a credential's token once for all who ask at the same time.
		const id = randomUUID();
		const content = Buffer.from(`of ${origin}`);
		const result = await engine.runWorkflow({
			workflow: {
				nodes: [
					start,
					{
						id: '2',
						name: 'Kassa',
						type: `n8n-nodes-kassa.${vendor}`,
						typeVersion: 1,
						position: [200, 0],
						parameters: {
							...(authentication === 'basicAuth' ? {} : { authentication }),
							resource,
							operation,
							...parameters,
						},
						credentials: { [credential.type]: { id, name: 'its' } },
					},
				],
				connections: { Start: { main: [[{ node: 'Kassa', type: 'main', index: 0 }]] } },
			},
			credentials: { [id]: credential },
			...(given && { inputItems: given.map((json) => ({ json })) }),
			...(file && {
				inputItems: [
					{
						json: {},
						binary: {
							data: {
								data: content.toString('base64'),
								mimeType: 'text/plain',
								fileName: 'note.txt',
							},
						},
					},
				],
			}),
			mode: 'trigger',
			cancelWhen: async () => await Promise.resolve(signal.aborted),
		});
		const { credentials: _, ...shown } = result;
		const run = result.nodes.Kassa?.at(-1);
		const error = run?.error ?? result.error;
		return {
			items: error ? null : (run?.outputs[0] ?? []).map(({ json, binary }) => ({ json, binary })),
			words: wordsOf(error),
			hints: (run?.hints ?? []).map(({ message }) => message),
			everything: JSON.stringify(shown),
		};
	};

/** What a trigger's polls are asked with. */
interface Watched {
	type: string;
	authentication: Authentication;
	parameters: INodeParameters;
	mode?: PollInput['mode'];
	/**
	 * What the trigger has noted before.
	 * @param begun what a poll of the sandbox itself has noted
	 */
	noted?: (begun: IDataObject) => IDataObject;
}

/** Where n8n keeps what a trigger has noted. */
const NOTED = 'node:Trigger';

/** A trigger's first poll that reads anything, and one more where it gives neither news nor an error. */
export const trigger =
	({ type, authentication, parameters, mode = 'trigger', noted }: Watched) =>
	async ({ origin, ready, befriend }: Server): Promise<Outcome> => {
		const id = randomUUID();
		const poll = async (staticData: IDataObject, from = origin) => {
			const credential = credentialOf(authentication, from, ready);
			return await engine.poll({
				workflow: {
					id,
					nodes: [
						{
							id: '1',
							name: 'Trigger',
							type: `n8n-nodes-kassa.${type}`,
							typeVersion: 1,
							position: [0, 0],
							parameters: {
								...(authentication === 'basicAuth' ? {} : { authentication }),
								...parameters,
							},
							credentials: { [credential.type]: { id: 'its', name: 'its' } },
						},
					],
					connections: {},
				},
				credentials: { its: credential },
				staticData,
				mode,
			});
		};
		const jsonsOf = ({ outputs }: PollResult) => outputs?.[0]?.map(({ json }) => json) ?? null;
		const begin = async () => {
			const vendor = type.startsWith('cassaNova') ? 'cassaNova' : 'kassandro';
			const begun = await poll({}, new URL(ready[vendor].baseUrl).origin);
			return { [NOTED]: noted?.((begun.staticData[NOTED] ?? {}) as IDataObject) };
		};
		const { credentials: _, ...shown } = await poll(noted ? await begin() : {});
		const items = jsonsOf(shown as PollResult);
		const outcome = {
			items,
			words: wordsOf(shown.error),
			hints: [],
			everything: JSON.stringify(shown),
		};
		if (items || shown.error) return outcome;
		await befriend();
		const later = jsonsOf(await poll(shown.staticData));
		return { ...outcome, ...(later ? { later } : {}) };
	};

/** A list that the panel offers. */
const picker =
	(type: string, authentication: Authentication, method: string) =>
	async ({ origin, ready }: Server): Promise<Outcome> => {
		const credential = credentialOf(authentication, origin, ready);
		try {
			const { results } = await engine.listSearch({
				workflow: { nodes: [], connections: {} },
				nodeType: `n8n-nodes-kassa.${type}`,
				method,
				parameters: { authentication },
				nodeCredentials: { [credential.type]: 'its' },
				credentials: { its: credential },
			});
			return { items: results, words: '', hints: [], everything: JSON.stringify(results) };
		} catch (error) {
			const { message, description } = error as RunError;
			const words = `${message} ${description ?? ''}`.trim();
			const shown = JSON.stringify({ ...(error as object), message });
			return { items: null, words, hints: [], everything: shown };
		}
	};

/** What a credential does before its test, and before the HTTP Request node signs anything. */
const signIn =
	(authentication: Authentication, path: string): Row['run'] =>
	async ({ origin, ready, signal }) => {
		const credential = credentialOf(authentication, origin, ready);
		const result = await engine.runWorkflow({
			workflow: {
				nodes: [
					start,
					{
						id: '2',
						name: 'Ask',
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.2,
						position: [200, 0],
						parameters: {
							url: `${String(credential.data.baseUrl)}${path}`,
							headers: { 'X-Version': '1.0.0' },
							nodeCredentialType: credential.type,
						},
						credentials: { [credential.type]: { id: 'its', name: 'its' } },
					},
				],
				connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
			},
			credentials: { its: credential },
			cancelWhen: async () => await Promise.resolve(signal.aborted),
		});
		const words = wordsOf(result.error);
		return {
			items: result.error ? null : result.items.map(({ json }) => json),
			words,
			hints: [],
			everything: words,
		};
	};

/** A tax that exists only to be deleted, made without our nodes: a run has no time to make one first. */
async function doomedTax({ cassaNova: { apiKey, baseUrl } }: SandboxReady): Promise<string> {
	const headers = {
		'Content-Type': 'application/json',
		'X-Version': '1.0.0',
		'X-Requested-With': '*',
	};
	const post = async (path: string, body: object, more: object = {}) => {
		const answer = await freshFetch(`${baseUrl}${path}`, {
			method: 'POST',
			headers: { ...headers, ...more },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`no tax to delete: ${await answer.text()}`);
		return (await answer.json()) as Record<string, unknown>;
	};
	const { access_token: token } = await post('/apikey/token', { apiKey });
	const tax = { description: 'IVA', rate: 21.5 };
	const { id } = await post('/taxes', tax, { Authorization: `Bearer ${String(token)}` });
	return String(id);
}

/** A day of the sandbox, as the editor's date picker writes it. */
export interface Days {
	/** A day with receipts of Kassandro. */
	kassandro: string;
	/** A day with receipts of CassaNova. */
	cassaNova: string;
	/** Number of one of that day's receipts of Kassandro's first merchant. */
	receiptNumber: string;
	/** Number of one of its second merchant's, and path of the file that is attached to it. */
	attachedTo: string;
	/** Its ID. */
	attachedToId: string;
	file: string;
	/** ID of a tax of CassaNova. */
	tax: string;
	/** Own ID of another. */
	ownId: string;
	/** What n8n holds once the user has allowed the access to CassaNova. */
	tokens: IDataObject;
	/** An order of KassaForte. */
	order: string;
}

const account = 'accountToken';
const register = 'cashRegisterToken';

/** What a text in place of JSON, or half of it, is for a file: a file. */
const NOT_FOR_FILES =
	/JSON|two answers|UTF-16|NaN|^null|^true|^a (number|text)|deep arrays|same|content-length too short|text/;

/** What takes a record's ID away. */
const WITHOUT_ID = /^(huge numbers|wrong types|null in every field)$/;

/** A system's business days. */
interface DaysOf {
	vendor: Vendor;
	authentication: Authentication;
	/** With receipts; the day after it is over, too. */
	day: string;
	where: RegExp;
	parameters?: INodeParameters;
	/** Behaviours after which nothing is booked of any receipt: no account has changed then. */
	booksNothing: RegExp;
}

/** The triggers of business days: one that is over, and one of which nothing was known but that it had no sales. */
function dayRows({ vendor, authentication, day, where, parameters, booksNothing }: DaysOf): Row[] {
	const row = (event: string, noted: Watched['noted'], more: Partial<Row> = {}): Row => ({
		...more,
		name: `${vendor}: trigger of ${event}`,
		vendor,
		where,
		derives: true,
		run: trigger({
			...{ type: `${vendor}Trigger`, authentication, noted },
			parameters: { event, ...parameters },
		}),
	});
	return [
		row('dayClosed', (begun) => ({ ...begun, next: day, lookedAt: 0 })),
		row('dayChanged', (begun) => ({ ...begun, began: 0, known: { [day]: {} } }), {
			skip: booksNothing,
		}),
	];
}

/** All kinds of operations. */
export function rowsOf(days: Days): Row[] {
	const { kassandro: day, cassaNova, receiptNumber, attachedTo, attachedToId, file, tax } = days;
	const { ownId, tokens, order } = days;
	const range = { dateFrom: `${day}T00:00:00`, dateTo: `${day}T00:00:00` };
	const datetime = { datetimeFrom: `${cassaNova}T00:00:00`, datetimeTo: `${cassaNova}T00:00:00` };
	const custom = { period: 'custom' };
	const taxId = { __rl: true, mode: 'id', value: tax };
	const row = (name: string, where: RegExp, asked: Asked, more: Partial<Row> = {}): Row => ({
		name: `${asked.vendor}: ${name}`,
		vendor: asked.vendor,
		where,
		run: node(asked),
		...more,
	});
	const kassandro = (
		operation: string,
		parameters: INodeParameters,
		authentication: Authentication = account,
		more: Partial<Asked> = {},
	): Asked => ({
		vendor: 'kassandro',
		authentication,
		operation,
		parameters,
		...more,
	});
	const nova = (operation: string, parameters: INodeParameters = {}): Asked => ({
		vendor: 'cassaNova',
		authentication: 'apiKey',
		operation,
		parameters,
	});
	const ofDay = {
		...custom,
		dateFrom: `${cassaNova}T00:00:00`,
		dateTo: `${cassaNova}T00:00:00`,
		filters: { idsSalesPoint: [4711] },
	};
	const withOAuth2 = (operation: string, oauthTokenData: IDataObject): Asked => ({
		...nova(operation),
		authentication: 'oAuth2',
		credential: { oauthTokenData } as StoredCredential['data'],
	});
	const forte = (operation: string, parameters: INodeParameters = {}): Asked => ({
		vendor: 'kassaForte',
		authentication: 'basicAuth',
		operation,
		parameters,
	});
	return [
		row('one receipt', /GET .*\/receipts\/[^/]+$/, kassandro('receipt.get', { receiptNumber })),
		row(
			'receipts',
			/GET .*\/receipts$/,
			kassandro('receipt.getAll', { ...range, output: 'raw', returnAll: true }),
		),
		row('count', /GET .*\/receipts\/count$/, kassandro('receipt.count', range), {
			derives: true,
			skip: /^(a number|total of .*)$/,
		}),
		row(
			'bookings',
			/GET .*\/receipts$/,
			kassandro('accounting.getBookings', { ...custom, ...range, fileFormat: 'items' }),
			{ derives: true },
		),
		row(
			'journal',
			/GET .*\/receipts$/,
			kassandro('accounting.getJournal', { ...custom, ...range }),
			{ derives: true },
		),
		row(
			'comparison with a statement',
			/GET .*\/receipts$/,
			kassandro(
				'accounting.compare',
				{ ...custom, ...range, amountField: 'Amount', dateField: 'Date' },
				account,
				{ given: [{ Amount: '12,10', Date: day }] },
			),
			{ derives: true },
		),
		row(
			'count of reconcile',
			/GET .*\/receipts\/count$/,
			kassandro('accounting.reconcile', { ...custom, ...range }),
			{ derives: true, skip: /^(a number|total of .*)$/ },
		),
		row(
			'reconcile',
			/GET .*\/receipts$/,
			kassandro('accounting.reconcile', { ...custom, ...range }),
			{ derives: true },
		),
		row(
			'file by address',
			/GET .*\/cdn\//,
			kassandro('attachment.download', { downloadBy: 'url', url: file }, register),
			{ isFile: true, skip: NOT_FOR_FILES },
		),
		row(
			'upload',
			/POST .*\/receiptattachment$/,
			kassandro(
				'attachment.upload',
				{ receiptId: attachedToId, receiptNumber: attachedTo },
				register,
				{ file: true },
			),
			{ isWrite: true },
		),
		row(
			'print',
			/POST .*\/receipts$/,
			kassandro(
				'receipt.create',
				{
					defineUsing: 'json',
					itemsJson: JSON.stringify([coffee(3.2)]),
					paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
				},
				register,
			),
			{ isWrite: true },
		),
		row('token', /GET .*\/gettoken$/, kassandro('token.get', {})),
		row(
			'token of a list',
			/GET .*\/gettoken$/,
			kassandro('cashRegister.getAll', { returnAll: true }),
		),
		{
			name: 'kassandro: credential test',
			vendor: 'kassandro',
			where: /GET .*\/gettoken$/,
			run: signIn(account, '/cashregisters'),
		},
		{
			name: 'kassandro: picker',
			vendor: 'kassandro',
			where: /GET .*\/cashregisters$/,
			run: picker('kassandro', account, 'searchCashRegisters'),
		},
		{
			name: 'kassandro: trigger',
			vendor: 'kassandro',
			where: /GET .*\/receipts(\/count)?$/,
			skip: WITHOUT_ID,
			run: trigger({
				type: 'kassandroTrigger',
				authentication: account,
				parameters: {
					event: 'receiptCreated',
					output: 'raw',
					startFrom: 'date',
					startDate: `${day}T00:00:00`,
				},
			}),
		},
		...dayRows({
			...{ vendor: 'kassandro', authentication: account, day },
			where: /GET .*\/receipts$/,
			booksNothing: /^(invalid UTF-8|huge numbers|wrong types|null in every field)$/,
		}),
		row('one tax', /GET .*\/taxes\/[^/]+$/, nova('tax.get', { taxId })),
		row('products', /GET .*\/products$/, nova('product.getAll', { returnAll: true })),
		row(
			'receipts for accounting',
			/GET .*\/documents\/receipts$/,
			nova('receipt.getAll', { ...datetime, output: 'accounting', returnAll: true }),
			{ derives: true },
		),
		row(
			'bookings',
			/GET .*\/documents\/\w+$/,
			nova('accounting.getBookings', { ...ofDay, fileFormat: 'items' }),
			{ derives: true },
		),
		row('journal', /GET .*\/documents\/\w+$/, nova('accounting.getJournal', ofDay), {
			derives: true,
		}),
		row('sold report', /GET .*\/reports\/sold\/taxes$/, nova('report.getSoldByTax', datetime)),
		row('create', /POST .*\/taxes$/, nova('tax.create', { description: 'IVA', rate: 21.5 }), {
			isWrite: true,
		}),
		row(
			'update',
			/PUT .*\/taxes\/[^/]+$/,
			nova('tax.update', { taxId, updateFields: { description: 'IVA altra' } }),
			{ isWrite: true, statusIsAnswer: true },
		),
		row('token of a list', /POST .*\/apikey\/token$/, nova('salesPoint.getAll')),
		{
			name: 'cassaNova: credential test',
			vendor: 'cassaNova',
			where: /POST .*\/apikey\/token$/,
			run: signIn('apiKey', '/salespoint'),
		},
		{
			name: 'cassaNova: delete',
			vendor: 'cassaNova',
			where: /DELETE .*\/taxes\/[^/]+$/,
			isWrite: true,
			statusIsAnswer: true,
			run: async (server) => {
				const id = { __rl: true, mode: 'id', value: await doomedTax(server.ready) };
				return await node(nova('tax.delete', { taxId: id }))(server);
			},
		},
		row(
			'list of create or update',
			/GET .*\/taxes$/,
			nova('tax.createOrUpdate', { externalId: ownId, description: 'IVA', rate: 21.5 }),
			// Whoever says that there is no such record is believed.
			{ derives: true, skip: WITHOUT_ID },
		),
		{
			name: 'cassaNova: create or update',
			vendor: 'cassaNova',
			where: /POST .*\/taxes$/,
			isWrite: true,
			run: async (server) =>
				await node(
					nova('tax.createOrUpdate', { externalId: randomUUID(), description: 'IVA', rate: 21.5 }),
				)(server),
		},
		row('reconcile', /GET .*\/documents\/receipts$/, nova('accounting.reconcile', ofDay), {
			derives: true,
		}),
		row('report of reconcile', /GET .*\/reports\/sold\/\w+$/, nova('accounting.reconcile', ofDay), {
			derives: true,
		}),
		row('list with OAuth2', /GET .*\/salespoint$/, withOAuth2('salesPoint.getAll', tokens)),
		row(
			'renewal with OAuth2',
			/POST .*\/oauth\/token$/,
			withOAuth2('salesPoint.getAll', { ...tokens, access_token: 'expired-since-yesterday' }),
			// n8n's client sends a renewal on wherever it is told, and reads its answer whole, without a bound:
			// see docs/security.md.
			{
				isOfN8n: true,
				skip: /^(redirect with (307|secrets in its path)|63 MB of (text|values)|6 MB of values|gzip bomb)$/,
			},
		),
		{
			name: 'cassaNova: picker',
			vendor: 'cassaNova',
			where: /GET .*\/products$/,
			// A page at a time, as a person scrolls.
			skip: /^(the same page|(endless|growing) list|cassaNova: pages of 5)/,
			run: picker('cassaNova', 'apiKey', 'searchProducts'),
		},
		{
			name: 'cassaNova: trigger of receipts',
			vendor: 'cassaNova',
			where: /GET .*\/documents\/receipts$/,
			skip: WITHOUT_ID,
			run: trigger({
				type: 'cassaNovaTrigger',
				authentication: 'apiKey',
				parameters: {
					event: 'receiptCreated',
					output: 'raw',
					startFrom: 'date',
					startDate: `${cassaNova}T00:00:00`,
				},
			}),
		},
		...dayRows({
			...{ vendor: 'cassaNova', authentication: 'apiKey', day: cassaNova },
			where: /GET .*\/documents\/\w+$/,
			parameters: { idsSalesPoint: [4711] },
			booksNothing: /^(wrong types|null in every field)$/,
		}),
		row('infos', /GET .*\/infos$/, forte('shop.getInfos')),
		row('menu', /GET .*\/menu$/, forte('shop.getMenu')),
		row(
			'order status',
			/GET .*\/order\/[^/]+$/,
			forte('order.getStatus', { orderId: '20260305190412' }),
			// The document doesn't say of which kind the answer is, so that any may be one.
			{ skip: /^(text instead of JSON|NaN|null|true|a number|a text)$/ },
		),
		{
			name: 'kassaForte: trigger of orders',
			vendor: 'kassaForte',
			where: /GET .*\/order\/[^/]+$/,
			skip: /^(text instead of JSON|NaN|null|true|a number|a text)$/,
			run: trigger({
				type: 'kassaForteTrigger',
				authentication: 'basicAuth',
				parameters: {
					event: 'orderStatusChanged',
					orderIds: order,
					options: { tellFirst: true },
				},
			}),
		},
		{
			name: 'kassaForte: trigger of infos',
			vendor: 'kassaForte',
			where: /GET .*\/infos$/,
			// What is added is a change.
			skip: /^(echo beside the answer|deep objects in every record|__proto__ and constructor)$/,
			run: trigger({
				type: 'kassaForteTrigger',
				authentication: 'basicAuth',
				parameters: { event: 'shopInfoChanged' },
				mode: 'manual',
			}),
		},
		row(
			'order',
			/POST .*\/order$/,
			forte('order.create', {
				order: JSON.stringify({
					note: 'hostile',
					items: [{ itemNo: '21', sizeId: 1, amount: 1, price: 7.5 }],
				}),
				orderNumber: 'H-1',
			}),
			{ isWrite: true },
		),
		row(
			'code',
			/GET .*\/discountcode$/,
			forte('discountCode.check', { discountCode: 'GRATIS WASSER' }),
		),
		row(
			'contact request',
			/POST .*\/contactrequest$/,
			forte('contactRequest.send', {
				contactRequest: JSON.stringify({ name: 'A', message: 'B' }),
			}),
			{ isWrite: true, statusIsAnswer: true },
		),
	];
}
