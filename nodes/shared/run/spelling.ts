/** A word of a filter that a vendor spells in several ways: which one an account takes, its answers tell. */
import { isRecord } from '../values/records';
import type { Call } from '../table/types';
import type { Spelling } from '../table/list';
import { notFollowed } from '../table/notFollowed';
import { apiError } from '../wire/errors';
import { Learnt, isRefused } from './learnt';
import type { Page } from './paging';

type Query = Record<string, unknown>;

/** A page of a list that may hold such a word. */
export interface SpeltPage {
	/** What is asked for, with the page. */
	query: Query;
	/** The list that the page is of: what is asked for, without the page. */
	list: Query | undefined;
	/** Whether it is the list's first page. */
	isFirst: boolean;
}

/** What became of asking with one spelling. */
type Try = { word: string; page: Page } | { error: unknown };

/** The spelling that each list of a call is read with: other pages of it are pages of the same list. */
const chosen = new WeakMap<Call, Map<string, string>>();

/**
 * Reads a page whose query may hold such a word. For a list's first page, the spelling that is asked for
 * comes first; another one is tried where it is refused, or where what comes doesn't prove it: an empty
 * page, or records that the filter should have left out. What is proved is kept for the account, so that
 * others ask once, until a record disproves it. The pages that follow have the first one's spelling.
 * @param read asks with the given query
 * @returns the first page that proves its spelling, else the first that wasn't refused or disproved
 * @throws NodeApiError where records show that the filter wasn't followed; else what `read` throws: the
 * first refusal where every spelling is refused, any other failure at once
 */
export async function readSpelt(
	call: Call,
	spelling: Spelling,
	page: SpeltPage,
	read: (query: Query) => Promise<Page>,
): Promise<Page> {
	const { parameter, words } = spelling;
	const { query, isFirst } = page;
	const asked = query[parameter];
	if (typeof asked !== 'string') return await read(query);
	const one = words.includes(asked) ? spelling : { ...spelling, words: [asked], others: words };
	const ask = async (word: string) => await attempt(word, read({ ...query, [parameter]: word }));
	const lists = chosen.get(call) ?? new Map<string, string>();
	chosen.set(call, lists);
	const list = JSON.stringify(page.list);
	const known = new Known(call, one);
	const before = isFirst ? undefined : lists.get(list);
	if (before !== undefined) return laterPage(call, known, one, await ask(before));
	const found = await firstPage(known, one, asked, ask);
	if (!('word' in found)) throw ignored(call, one, found.outside, REMOVE_IT);
	lists.set(list, found.word);
	return found.page;
}

/** A page after the first, with the spelling of that one: no other one would be a page of the same list. */
function laterPage(call: Call, known: Known, spelling: Spelling, tried: Try): Page {
	if ('error' in tried) throw tried.error;
	const other = outside(tried.page, spelling);
	if (other === undefined) return tried.page;
	known.disprove(tried.word);
	throw ignored(call, spelling, other, known.isHopeless ? REMOVE_IT : TRY_AGAIN);
}

/** What an account's answers have shown of the spellings of one filter. */
class Known {
	private readonly facts;

	constructor(
		private readonly call: Call,
		private readonly spelling: Spelling,
	) {
		this.facts = call.memory.of(Learnt);
	}

	/** The one that it takes; undefined where that isn't known. */
	get right(): string | undefined {
		return this.facts.get(this.call, this.name);
	}

	/** All of them, in the order in which to try them: those that it once ignored come last. */
	inOrder(asked: string): string[] {
		const others = [...new Set([asked, ...this.spelling.words])]
			.filter((word) => word !== this.right)
			.sort((a, b) => Number(this.isIgnored(a)) - Number(this.isIgnored(b)));
		return this.right === undefined ? others : [this.right, ...others];
	}

	/** Whether it has ignored each of them. */
	get isHopeless(): boolean {
		return this.spelling.words.every((word) => this.isIgnored(word));
	}

	prove(word: string): void {
		this.facts.set(this.call, this.name, word);
	}

	disprove(word: string): void {
		this.facts.set(this.call, this.following(word), IGNORED);
		if (this.right === word) this.facts.forget(this.call, this.name);
	}

	private isIgnored(word: string): boolean {
		return this.facts.get(this.call, this.following(word)) === IGNORED;
	}

	private get name(): string {
		return `spelling of ${this.spelling.parameter} ${this.spelling.words[0]}`;
	}

	private following(word: string): string {
		return `following of ${this.spelling.parameter} ${word}`;
	}
}

const IGNORED = 'ignored';

const TRY_AGAIN = 'Run it again: another spelling of its word is tried then.';
const REMOVE_IT = 'Remove it, and filter the items after this node.';

/** The page of the spelling that is right as far as pages tell, or a record that disproves them all. */
async function firstPage(
	known: Known,
	spelling: Spelling,
	asked: string,
	ask: (word: string) => Promise<Try>,
): Promise<{ word: string; page: Page } | { outside: unknown }> {
	const { right } = known;
	const taken: Array<{ word: string; page: Page }> = [];
	const refusals: unknown[] = [];
	let other: unknown;
	for (const word of known.inOrder(asked)) {
		const tried = await ask(word);
		if ('error' in tried) {
			refusals.push(tried.error);
			continue;
		}
		const record = outside(tried.page, spelling);
		if (record !== undefined) {
			known.disprove(word);
			other ??= record;
			continue;
		}
		const isProved = proves(tried.page, spelling);
		if (isProved) known.prove(word);
		if (isProved || word === right) return tried;
		taken.push(tried);
	}
	const [first] = taken;
	if (first) {
		// One that is refused or ignored isn't the right one, and the only other one is.
		if (taken.length === 1 && spelling.words.length > 1) known.prove(first.word);
		return first;
	}
	if (other !== undefined) return { outside: other };
	throw refusals[0];
}

function ignored(call: Call, { displayName }: Spelling, record: unknown, todo: string) {
	const id = isRecord(record) ? record.id : undefined;
	return apiError(call, notFollowed(displayName, id, todo));
}

async function attempt(word: string, reading: Promise<Page>): Promise<Try> {
	return await reading.then(
		(page) => ({ word, page }),
		(error: unknown) => {
			if (isRefused(error)) return { error };
			throw error;
		},
	);
}

/** A record that the filter should have left out. */
function outside({ records }: Page, spelling: Spelling): unknown {
	return records.find((record) => spelling.others.includes(String(told(record, spelling))));
}

/** Whether records came, and only such as were asked for; one that doesn't tell may be one. */
function proves({ records }: Page, spelling: Spelling): boolean {
	const isMeant = (one: unknown) => one === undefined || spelling.words.includes(String(one));
	return records.length > 0 && records.every((record) => isMeant(told(record, spelling)));
}

const told = (record: unknown, { field }: Spelling): unknown =>
	isRecord(record) ? (record[field] ?? undefined) : undefined;
