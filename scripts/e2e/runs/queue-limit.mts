// CassaNova's limit of calls, met by two workers at once: whole lists, and no write that fails or comes twice.

import { isDeepStrictEqual } from 'node:util';
import { exampleDays } from '../../lib/sample-receipts.mts';
import { configure, requestsTo } from '../lib/control.mts';
import { chained, credential, hooked, kassa } from '../lib/queue.mts';
import type { Queue, QueueCheck } from '../lib/queue.mts';

type Json = Record<string, unknown>;

/** As the vendor's 360 calls in 10 minutes, in less time. */
const LIMIT = { cassaNovaMostCalls: 12, cassaNovaWindowMs: 10_000 };
const NO_LIMIT = { cassaNovaMostCalls: 0 };
/** Records that each of two executions makes: more than a node asks for one by one. */
const RECORDS = 30;

/** Executions that read the same; which worker takes one n8n leaves to chance. */
const READINGS = 4;

const { from, to } = exampleDays().cassaNova;

const node = (name: string, resource: string, operation: string, parameters: Json) => ({
	id: name.toLowerCase(),
	name,
	type: kassa('cassaNova'),
	typeVersion: 1,
	position: [600, 0],
	parameters: { authentication: 'apiKey', resource, operation, ...parameters },
	credentials: credential('cassaNovaApi'),
});

const split = {
	id: 'split',
	name: 'Split',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	position: [300, 0],
	parameters: { fieldToSplitOut: 'body.rows', options: { destinationFieldName: 'row' } },
};

/** One item with the values that a field has in all items. */
const joined = (field: string) => ({
	id: 'joined',
	name: 'Joined',
	type: 'n8n-nodes-base.aggregate',
	typeVersion: 1,
	position: [900, 0],
	parameters: { fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: field }] } },
});

const month = { datetimeFrom: `${from}T00:00:00`, datetimeTo: `${to}T00:00:00` };

/** The workflows of {@link checksOfLimit}. */
export const limitWorkflows: Array<ReturnType<typeof chained>> = [
	hooked(
		'queueMonth',
		11,
		node('Receipts', 'receipt', 'getAll', { ...month, returnAll: true, simplify: true }),
		joined('id'),
	),
	hooked(
		'queueCreate',
		12,
		split,
		node('Create', 'salesMode', 'create', { description: '={{ $json.row }}' }),
		joined('id'),
	),
	hooked(
		'queueUpsert',
		13,
		split,
		node('Upsert', 'supplier', 'createOrUpdate', {
			externalId: '={{ $json.row.id }}',
			name: '={{ $json.row.id }}',
			vatNumber: '={{ $json.row.vat }}',
		}),
		joined('id'),
	),
];

const suppliers = Array.from({ length: RECORDS }, (_, n) => ({
	id: `Limit ${n + 1}`,
	vat: `IT ${66_000_000_000 + n}`,
}));
const modesOf = (worker: number) =>
	Array.from({ length: RECORDS }, (_, n) => `Limit ${worker} ${n + 1}`);

interface Request {
	method: string;
	path: string;
	rawQuery: string;
	status?: number;
	headers: Record<string, string | undefined>;
}

const idsIn = ({ id }: Json): unknown[] => (Array.isArray(id) ? id : []);

/** How often each thing is there. */
function countsOf(all: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}

/** Has both workers read and write at once, with few calls allowed. */
export async function* checksOfLimit(queue: Queue): AsyncGenerator<QueueCheck> {
	const { ready, call, executions } = queue;
	const requests = async (): Promise<Request[]> =>
		(await requestsTo(ready)) as unknown as Request[];
	const whole = idsIn(await call('queueMonth', {}));
	const before = (await requests()).length;
	const both = async (work: (worker: number) => Promise<Json>) =>
		await Promise.all([1, 2].map(work));
	await configure(ready, LIMIT);
	const [months, modes, upserts] = await Promise.all([
		Promise.all(Array.from({ length: READINGS }, async () => await call('queueMonth', {}))),
		both(async (worker) => await call('queueCreate', { rows: modesOf(worker) })),
		both(async () => await call('queueUpsert', { rows: suppliers })),
	]);
	await configure(ready, NO_LIMIT);
	const made = (await requests()).slice(before);
	const of = (method: string, path: string) =>
		made.filter((one) => one.method === method && one.path === path);
	const done = (all: Request[]) => all.filter(({ status }) => status === 200);
	const refused = (all: Request[]) => all.filter(({ status }) => status === 429);

	const reads = of('GET', '/documents/receipts');
	const pages = countsOf(done(reads).map(({ rawQuery }) => rawQuery));
	const workers = new Set(reads.map(({ headers }) => headers.authorization)).size;
	yield {
		title: `queue mode: ${whole.length} receipts read ${READINGS} times at once beyond the limit of calls (at ${workers} of two workers, ${refused(reads).length} refusals)`,
		problem:
			whole.length > 0 &&
			refused(reads).length > 0 &&
			months.every((month) => isDeepStrictEqual(idsIn(month), whole))
				? undefined
				: JSON.stringify({
						whole: whole.length,
						months: months.map((one) => idsIn(one).length),
					}),
	};
	const again = [...pages.values()].filter((count) => count > READINGS).length;
	yield {
		title: `queue mode: each of ${pages.size} pages was answered once for each reading: it went on where it had stopped`,
		problem: again === 0 ? undefined : `${again} pages were read again`,
	};
	const waits = (await executions('queueMonth'))
		.slice(0, READINGS)
		.flatMap((one) => hintsIn(one, 'Receipts'));
	yield {
		title: 'queue mode: a reading says how long it had to wait',
		problem: waits.some((text) => text.includes('it had to wait'))
			? undefined
			: JSON.stringify(waits),
	};

	const creates = of('POST', '/salesmodes');
	const ids = new Set(modes.flatMap(idsIn));
	yield {
		title: `queue mode: ${2 * RECORDS} records made at two workers at once beyond the limit of calls (${refused(creates).length} refusals): none failed, and none was made twice`,
		problem:
			ids.size === 2 * RECORDS &&
			done(creates).length === 2 * RECORDS &&
			refused(creates).length > 0
				? undefined
				: JSON.stringify({ ids: ids.size, done: done(creates).length }),
	};

	const upserted = of('POST', '/suppliers');
	yield {
		title: `queue mode: ${RECORDS} records created or updated at two workers at once, each made once`,
		problem:
			done(upserted).length === RECORDS &&
			upserts.every((one) => isDeepStrictEqual(idsIn(one), idsIn(upserts[0] ?? {})))
				? undefined
				: JSON.stringify({ done: done(upserted).length, upserts }),
	};
	const sentBefore = (await requests()).length;
	await call('queueUpsert', { rows: suppliers });
	const writes = (await requests()).slice(sentBefore).filter(({ method }) => method !== 'GET');
	yield {
		title: 'queue mode: run again, it leaves alone what is done',
		problem: writes.length === 0 ? undefined : JSON.stringify(writes.slice(0, 3)),
	};
}

/** What a node has said above its output. */
function hintsIn(
	{ data }: Awaited<ReturnType<Queue['executions']>>[number],
	name: string,
): string[] {
	const [run] = data?.resultData?.runData?.[name] ?? [];
	return (run?.hints ?? []).map(({ message }) => message);
}
