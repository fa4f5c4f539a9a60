/** Finds what is new in a list by its length and its ends, with as few requests as possible. */
import type { Page, PageRequest } from '../../run/paging';

/** What a list was like when it was last read. */
export interface ListState {
	/** Its length as the vendor counts. */
	total: number;
	/** The number of records that it gave, where the count is asked for apart from the list. */
	length: number;
	/** Where new records were last found. */
	end: 'head' | 'tail';
}

/** A list whose end is looked at. */
export interface EndReader {
	/** The largest page. */
	size: number;
	page: (request: PageRequest) => Promise<Page>;
	/** Asks for the number of records, where pages don't tell it; undefined where no number came. */
	count?: () => Promise<number | undefined>;
	/**
	 * Reads a page that is to be read anyhow, wherever it stands: it tells the number of records just
	 * as well as one at an end does.
	 */
	other?: () => Promise<Page>;
	/** What identifies a record that wasn't seen before; undefined for one that was. */
	newId: (record: unknown) => string | undefined;
}

/** What was found at the ends, and what the list is like now. */
export interface EndResult {
	/** Records that may be new, each at most once for each page that it stands on. */
	records: unknown[];
	state: ListState;
}

/**
 * Reads what was added at one end.
 *
 * Nothing new costs one request; `k` new ones at one end cost at most `2 + ceil(k / size)`, whichever
 * end it is. New records must come in the number by which the list became longer: then nothing was
 * added elsewhere.
 * @returns undefined where the list has to be read in full to be sure
 */
export async function readEnds(
	reader: EndReader,
	known: ListState,
): Promise<EndResult | undefined> {
	if (reader.count) return await readCounted(reader, reader.count, known);
	if (reader.other) return await readElsewhere(reader, reader.other, known);
	return await readTelling(reader, known);
}

/** The count is a request of its own, and pages are only read when it has grown. */
async function readCounted(
	reader: EndReader,
	count: () => Promise<number | undefined>,
	known: ListState,
): Promise<EndResult | undefined> {
	const counted = await count();
	if (counted === undefined) return undefined;
	const added = counted - known.total;
	if (added === 0) return { records: [], state: known };
	if (added < 0) return undefined;
	return await readBothEnds(reader, known, added, endsInTurn(known, added));
}

/** With fewer known records than new ones, only the head shows for sure where the new ones are. */
function endsInTurn({ length, end }: ListState, added: number): Array<ListState['end']> {
	const first = length < added ? 'head' : end;
	return [first, otherEnd(first)];
}

/** Every page tells the count: the first one is laid where new records are expected. */
async function readTelling(reader: EndReader, known: ListState): Promise<EndResult | undefined> {
	const { size, page } = reader;
	const atTail = known.end === 'tail';
	// At the tail the last known record comes along; at the head one record is enough to be told.
	const first = atTail ? { offset: Math.max(0, known.length - 1), size } : { offset: 0, size: 1 };
	const { records, total } = await page(first);
	if (total === undefined) return undefined;
	const added = total - known.total;
	const found = countNew(reader, records);
	if (added === found) {
		return { records, state: { ...known, total, length: known.length + added } };
	}
	if (added < found || added <= 0) return undefined;
	const [anchor] = records;
	const isGrownThere = known.length === 0 || (anchor !== undefined && !reader.newId(anchor));
	if (atTail && found > 0 && isGrownThere) {
		const next = first.offset + records.length;
		const more = await readPages(reader, next, Math.ceil((added - found) / size));
		return settle(reader, known, added, 'tail', [...records, ...more]);
	}
	return await readBothEnds(reader, known, added, [atTail || found > 0 ? 'head' : 'tail']);
}

/** A page somewhere tells the count, and may hold what is new; if it doesn't, the ends are looked at. */
async function readElsewhere(
	reader: EndReader,
	other: () => Promise<Page>,
	known: ListState,
): Promise<EndResult | undefined> {
	const { records, total } = await other();
	if (total === undefined) return undefined;
	const added = total - known.total;
	const found = countNew(reader, records);
	if (added === found) {
		return { records, state: { ...known, total, length: known.length + added } };
	}
	if (added < found) return undefined;
	const result = await readBothEnds(reader, known, added, endsInTurn(known, added));
	return result && { ...result, records: [...records, ...result.records] };
}

/** Looks at one end, and at the other if the first page of the first shows that it isn't that one. */
async function readBothEnds(
	reader: EndReader,
	known: ListState,
	added: number,
	ends: Array<ListState['end']>,
): Promise<EndResult | undefined> {
	const { size } = reader;
	const pages = Math.ceil(added / size);
	for (const end of ends) {
		// What is left of the pages shows known records, too: at the tail they come first.
		const spare = end === 'head' ? 0 : Math.min(known.length, pages * size - added);
		const offset = end === 'head' ? 0 : known.length - spare;
		const first = await readPages(reader, offset, 1);
		if (countNew(reader, first) !== Math.min(added, size - spare)) continue;
		const rest = await readPages(reader, offset + size, pages - 1);
		return settle(reader, known, added, end, [...first, ...rest]);
	}
	return undefined;
}

async function readPages(reader: EndReader, from: number, pages: number): Promise<unknown[]> {
	const records: unknown[] = [];
	for (let page = 0; page < pages; page++) {
		const { size } = reader;
		const found = (await reader.page({ offset: from + page * size, size })).records;
		for (const record of found) records.push(record);
		// The end, whatever number of records was told.
		if (found.length === 0) break;
	}
	return records;
}

function settle(
	reader: EndReader,
	known: ListState,
	added: number,
	end: ListState['end'],
	records: unknown[],
): EndResult | undefined {
	if (countNew(reader, records) !== added) return undefined;
	const state = { total: known.total + added, length: known.length + added, end };
	return { records, state };
}

function countNew({ newId }: EndReader, records: unknown[]): number {
	return new Set(records.map(newId).filter((id) => id !== undefined)).size;
}

function otherEnd(end: ListState['end']): ListState['end'] {
	return end === 'head' ? 'tail' : 'head';
}
