/** A word of a filter that a vendor spells in several ways: which one an account takes, its answers tell. */
import { isRecord } from '../values/records';
import type { Call } from '../table/types';
import type { Spelling } from '../table/list';
import { Learnt, isRefused } from './learnt';
import type { Page } from './paging';

type Query = Record<string, unknown>;

/** What became of asking with one spelling. */
type Try = { word: string } & ({ page: Page } | { error: unknown });

/**
 * Reads a page whose query may hold such a word. The spelling that is asked for comes first; another one
 * is tried where it is refused, or where what comes doesn't prove it: an empty page, or records that the
 * filter should have left out. What is proved is kept for the account, so that others ask once.
 * @param read asks with the given query
 * @returns the first page that proves its spelling, else the first that wasn't refused
 * @throws what `read` throws: the first refusal where every spelling is refused, any other failure at once
 */
export async function readSpelt(
	call: Call,
	spelling: Spelling,
	query: Query,
	read: (query: Query) => Promise<Page>,
): Promise<Page> {
	const { parameter, words } = spelling;
	const asked = query[parameter];
	if (typeof asked !== 'string' || !words.includes(asked)) return await read(query);
	const fact = `spelling of ${parameter}`;
	const learnt = call.memory.of(Learnt);
	const known = learnt.get(call, fact);
	const tries: Try[] = [];
	for (const word of new Set([known ?? asked, asked, ...words])) {
		const one = await attempt(word, read({ ...query, [parameter]: word }));
		tries.push(one);
		if (!('page' in one)) continue;
		if (word === known) return one.page;
		if (!proves(one.page, spelling)) continue;
		learnt.set(call, fact, word);
		return one.page;
	}
	const taken = tries.flatMap((one) => ('page' in one ? [one] : []));
	const [first] = taken;
	if (!first) throw tries.flatMap((one) => ('error' in one ? [one.error] : []))[0];
	// One that is refused isn't the right one, and the only other one is.
	if (taken.length === 1) learnt.set(call, fact, first.word);
	return first.page;
}

async function attempt(word: string, reading: Promise<Page>): Promise<Try> {
	return await reading.then(
		(page) => ({ word, page }),
		(error: unknown) => {
			if (isRefused(error)) return { word, error };
			throw error;
		},
	);
}

/** Whether records came, and only such as were asked for; one that doesn't tell may be one. */
function proves({ records }: Page, { field, words }: Spelling): boolean {
	const isMeant = (record: unknown) => {
		const told = isRecord(record) ? (record[field] ?? undefined) : undefined;
		return told === undefined || (typeof told === 'string' && words.includes(told));
	};
	return records.length > 0 && records.every(isMeant);
}
