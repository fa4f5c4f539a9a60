/** The operation "Get Journal": one balanced entry for each business day and place that is left to post. */
import type { IDataObject } from 'n8n-workflow';
import { oneListOf } from '../../run/oneList';
import { daysInWords } from '../../run/range';
import type { ActionCall, Call } from '../../table/types';
import { addDays } from '../../values/dates';
import { groupsOf } from '../../values/groups';
import { inTurns, mapSteps } from '../../values/inTurns';
import type { Day } from '../../values/units';
import { nameOfPlace } from '../facts';
import { leftToPost } from '../journal/corrections';
import type { LeftToPost } from '../journal/corrections';
import { readPosted } from '../journal/posted';
import type { Posted } from '../journal/posted';
import { givenAsPosted, readJournalChoices } from '../panel/journal';
import { currentDay } from '../panel/period';
import { booksKeyOf } from '../placeDay';
import type { PlaceDay } from '../placeDay';
import { countOf, firstNames, ofUndated } from '../problems';
import type { BooksSource } from '../source';
import { readJournal } from './readJournal';
import { readWanted, tell } from './wanted';

/**
 * The entries that are left to post, by day and place.
 * @throws InputError for what the panel can't take and for what was posted and can't be read, before anything is
 * sent; NodeApiError for what can't be read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function getJournal(
	call: ActionCall,
	source: Pick<BooksSource, 'read' | 'confirm' | 'source' | 'unfiltered'>,
): Promise<IDataObject[]> {
	const { includesUnfinished, daysBefore, ...choices } = readJournalChoices(call.input);
	const asked = readWanted(call);
	const { from, to } = asked.period;
	const period = { from: addDays(from, -daysBefore), to };
	const wanted = { ...asked, period };
	const { rows, parameter } = givenAsPosted(call.input, () => oneListOf(call));
	const ofSource = { source: source.source, period, parameter };
	const posted = await inTurns(call, readPosted(rows, ofSource));
	const { summary, days, places, undated, openDays } = await readJournal(
		call,
		source,
		wanted,
		posted.size > 0,
	);
	const { problems } = summary;
	const today = currentDay(call.input, call.now());
	const open = new Set(openDays.map(booksKeyOf));
	const isOpen = (day: PlaceDay) => day.businessDay >= today || open.has(booksKeyOf(day));
	const left = await inTurns(
		call,
		leftToPost(days, posted, {
			source: source.source,
			places,
			isOpen: includesUnfinished ? () => false : isOpen,
			...choices,
		}),
	);
	const remarks = [
		...problems,
		...(problems.length > 0 ? [SEE_SUMMARY] : []),
		...ofUndated(undated, 'entry of the journal'),
		...ofOpenDays(left),
		...(isNarrowed(call, source)
			? []
			: ofUnseen(left, isAnySeen(posted, places), addDays(to, -LATELY))),
	];
	const isNothing = left.entries.length === 0 && remarks.length === 0;
	tell(call, isNothing ? [`Nothing is left to post ${daysInWords(period)}.`] : remarks);
	return await inTurns(
		call,
		mapSteps(left.entries, (entry): IDataObject => ({ ...entry })),
	);
}

const SEE_SUMMARY = 'The summary of Accounting > Get Bookings lists each of them with its reason.';

/** Whether only some registers or shops were asked for. */
function isNarrowed(
	{ input, authentication }: Pick<Call, 'input' | 'authentication'>,
	{ unfiltered = [] }: Pick<BooksSource, 'unfiltered'>,
): boolean {
	return (
		unfiltered.includes(authentication.value) ||
		Object.values(input.query).some((value) => value !== undefined)
	);
}

function ofOpenDays({ open }: LeftToPost): string[] {
	if (open.length === 0) return [];
	const named = open.map(({ place, businessDay }) =>
		[businessDay, nameOfPlace(place)].filter((word) => word !== undefined).join(', '),
	);
	return [
		`Not finished yet, and left out until then: ${firstNames(named, '; ')}. "Include Unfinished Days" gives what there is so far.`,
	];
}

/** Days back from the last of the period: a place that was posted on none of them is taken to be given up. */
const LATELY = 7;

/** Whether anything was read of a place that was posted. */
function isAnySeen(posted: Posted, places: ReadonlyMap<string, unknown>): boolean {
	return [...posted.values()].some(([first]) => first && places.has(first.place));
}

/**
 * What is not there at all was hardly taken back: another account or token sees other registers. It is told as long
 * as nothing that was posted is there, and otherwise while the place was posted lately; of receipts that named no
 * place where something comes out of the same day, which they may be in.
 * @param lately the first day that counts as such
 */
function ofUnseen({ unseen, entries }: LeftToPost, isSeen: boolean, lately: Day): string[] {
	const byPlace = groupsOf(unseen, ({ place }) => place);
	const coming = new Set(
		entries.filter(({ corrects }) => corrects.length === 0).map(({ businessDay }) => businessDay),
	);
	const unnamed = (byPlace.get('') ?? [])
		.map(({ businessDay }) => businessDay)
		.filter((day) => coming.has(day));
	const named = [...byPlace].filter(
		([place, days]) =>
			place !== '' && (!isSeen || days.some(({ businessDay }) => businessDay >= lately)),
	);
	const days = named.reduce((sum, [, own]) => sum + own.length, 0);
	return [
		...(named.length === 0
			? []
			: [
					`Nothing at all was read of ${firstNames(named.map(([place]) => place))}, of which ${countOf(days, 'day was posted', 'days were posted')}: nothing is taken back. See whether the credential is of the right account.`,
				]),
		...(unnamed.length === 0
			? []
			: [
					`Receipts that named no register or shop were posted on ${firstNames(unnamed)}, and none was read now: nothing is taken back. Where they name one by now, they stand in its entries as well: take the old ones back by hand.`,
				]),
	];
}
