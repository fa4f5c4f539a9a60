/** What becomes of a call of the instant trigger's address (newer generations of the API, WebHooks). */
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { pollCalls, pollPanel } from '../../shared/poll/call';
import type { PollCalls, PollPanel } from '../../shared/poll/call';
import { asShown } from '../../shared/poll/shownError';
import { InputError } from '../../shared/table/inputError';
import type { Api } from '../../shared/table/types';
import type { Milliseconds } from '../../shared/values/units';
import { Ending } from '../../shared/wire/ending';
import { processEngine } from '../../shared/wire/engine';
import type { Engine } from '../../shared/wire/engine';
import { orLeave } from '../../shared/wire/leave';
import { Doubles, noticeKey } from './doubles';
import { itemsAsTold, itemsOfNotice, needsAccount, noticeItems, wordsOf } from './items';
import type { Notice } from './items';
import { LookedUp } from './lookedUp';
import { operationIn } from './operation';
import { isSigned, secretsIn } from './signature';
import { isWanted, readWantedNotices } from './wanted';
import type { WantedNotices } from './wanted';

/** The credential that holds the webhooks' secrets. */
const SECRET_CREDENTIAL = 'cassaNovaWebhookApi';

/**
 * After so long CassaNova is answered, though something is still being looked up. Before that n8n answers
 * by itself, once it has stored the execution: what it loses then, CassaNova sends again. Assumption:
 * nobody has told how long CassaNova waits.
 */
const ANSWER_MS: Milliseconds = 1_000;
/** So long, something is looked up for a notice. */
const LOOK_UP_MS: Milliseconds = 60_000;

const RECEIVED: IWebhookResponseData = { webhookResponse: { message: 'Received' } };

/**
 * Checks a notice's signature, and starts the workflow where it is wanted and new.
 * @returns items, or none where nothing is to be started; what is answered is 200, 401 without the right
 * signature, 400 where nobody can tell what the notice is about
 * @throws NodeOperationError for parameters and credentials that can't be used: CassaNova sends it again
 */
export async function receiveNotice(
	host: IWebhookFunctions,
	api: Api,
	engine: Engine = processEngine,
): Promise<IWebhookResponseData> {
	// A GET or HEAD asks whether somebody is there.
	if (host.getWebhookName() === 'setup') return RECEIVED;
	try {
		const { secret } = await host.getCredentials(SECRET_CREDENTIAL);
		const headers = host.getHeaderData();
		const body = bodyOf(host);
		if (!isSigned(body, headers['x-cn-signature'], secretsIn(secret))) {
			return refuse(host, 401, 'the signature is missing or wrong');
		}
		const operation = operationIn(headers['x-cn-operation']);
		if (!operation) return refuse(host, 400, 'the header x-cn-operation is missing or unknown');
		return await take(host, api, engine, body, { ...operation, record: recordIn(body) });
	} catch (error) {
		throw asShown(host, error);
	}
}

/** n8n keeps the bytes beside what it makes of them; of an empty body it keeps none. */
function bodyOf(host: IWebhookFunctions): Buffer {
	const { rawBody } = host.getRequestObject() as { rawBody?: unknown };
	return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
}

/** The type of the content isn't known: the body is JSON whatever is said of it. */
function recordIn(body: Buffer): unknown {
	const text = body.toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** Answers by itself; nothing is started. The log tells whoever looks for a reason. */
function refuse(host: IWebhookFunctions, status: number, problem: string): IWebhookResponseData {
	host.logger.warn(`${host.getNode().name}: a notice was refused: ${problem}.`);
	host
		.getResponseObject()
		.status(status)
		.json({ message: `Refused: ${problem}` });
	return { noWebhookResponse: true };
}

/** Hands a notice on that surely comes from CassaNova. */
async function take(
	host: IWebhookFunctions,
	api: Api,
	engine: Engine,
	body: Buffer,
	notice: Notice,
): Promise<IWebhookResponseData> {
	const { environment, memory } = engine;
	const { entity, event, record } = notice;
	const doubles = memory.of(Doubles);
	const key = noticeKey(triggerOf(host), `${entity}/${event}`, body);
	let isHandedOn = false;
	try {
		const panel = pollPanel(host, api);
		const wanted = readWantedNotices(panel);
		if (!isWanted(wanted, notice, record)) return RECEIVED;
		if (!isTest(host) && doubles.isDouble(key, environment.now(), wanted.doublesMs)) {
			isHandedOn = true;
			return RECEIVED;
		}
		// n8n takes its time to open a credential, which not all notices need.
		const given = needsAccount(panel, notice, wanted)
			? await askAccount(host, engine, panel, notice, wanted)
			: { workflowData: [itemsOfNotice(panel, notice, wanted)] };
		isHandedOn = true;
		return given;
	} finally {
		if (!isHandedOn) doubles.forget(key);
	}
}

const triggerOf = (host: IWebhookFunctions) => [host.getWorkflow().id, host.getNode().id];
const isTest = (host: IWebhookFunctions): boolean => host.getMode() === 'manual';

/** The items of a notice for which something of the account is looked up. */
async function askAccount(
	host: IWebhookFunctions,
	engine: Engine,
	panel: PollPanel,
	notice: Notice,
	wanted: WantedNotices,
): Promise<IWebhookResponseData> {
	const { environment, memory } = engine;
	const ending = new Ending(environment, LOOK_UP_MS);
	const context = {
		budgetMs: LOOK_UP_MS,
		leaveAlone: () => {},
		manual: isTest(host),
		signal: ending.signal,
		startedAt: environment.now(),
	};
	const lookedUp = memory.of(LookedUp);
	const place = JSON.stringify(triggerOf(host));
	const callsNow = async () =>
		await pollCalls(host, panel, context, engine, lookedUp.of(place, environment.now()));
	try {
		const calls = await callsNow();
		const work = ending.wait(makeItems(calls, notice, wanted)).then(async (items) => {
			// A rate, say, that is newer than what was looked up.
			if (!items.some(({ json }) => json.unreadable !== undefined)) return items;
			lookedUp.forget(place);
			return await ending.wait(makeItems(await callsNow(), notice, wanted));
		});
		const asTold = (error: unknown) => itemsAsTold(panel, notice, wanted, wordsOf(calls, error));
		return await answered(host, engine, work, asTold);
	} finally {
		ending.close();
	}
}

/** The items; of the notice alone where CassaNova can't be asked. */
async function makeItems(
	calls: PollCalls,
	notice: Notice,
	wanted: WantedNotices,
): Promise<INodeExecutionData[]> {
	return await noticeItems(calls, notice, wanted).catch((error: unknown) => {
		if (error instanceof InputError) throw error;
		return itemsAsTold(calls, notice, wanted, wordsOf(calls, error));
	});
}

/** It takes too long to be waited for. */
class StillWorking extends Error {}

/**
 * Items that are there soon are n8n's to answer; of all others CassaNova isn't kept waiting.
 * @param asTold the items where the work fails
 * @throws InputError, as long as nothing was answered
 */
async function answered(
	host: IWebhookFunctions,
	{ environment }: Engine,
	work: Promise<INodeExecutionData[]>,
	asTold: (error: unknown) => INodeExecutionData[],
): Promise<IWebhookResponseData> {
	const late = environment.deadline(ANSWER_MS);
	const items = work.catch((error: unknown) => {
		if (error instanceof InputError) throw error;
		return asTold(error);
	});
	const soon = await orLeave(items, late, () => new StillWorking()).catch((error: unknown) => {
		if (error instanceof StillWorking) return undefined;
		throw error;
	});
	if (soon) return { workflowData: [soon] };
	host.getResponseObject().status(200).json({ message: 'Received' });
	return { noWebhookResponse: true, workflowData: [await items.catch(asTold)] };
}
