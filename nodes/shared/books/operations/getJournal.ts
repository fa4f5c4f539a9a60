/** The operation "Get Journal": one balanced entry for each business day and place that is left to post. */
import type { IDataObject } from 'n8n-workflow';
import { oneListOf } from '../../run/oneList';
import type { ActionCall, Call } from '../../table/types';
import { addDays } from '../../values/dates';
import { inTurns, mapSteps } from '../../values/inTurns';
import { nameOfPlace } from '../facts';
import { leftToPost } from '../journal/corrections';
import type { LeftToPost } from '../journal/corrections';
import { readPosted } from '../journal/posted';
import { givenAsPosted, readJournalChoices } from '../panel/journal';
import { currentDay } from '../panel/period';
import { booksKeyOf } from '../placeDay';
import type { PlaceDay } from '../placeDay';
import { countOf, firstNames } from '../problems';
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
	const { summary, days, places, undated, openDays } = await readJournal(call, source, wanted);
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
	tell(call, [
		...problems,
		...(problems.length > 0 ? [SEE_SUMMARY] : []),
		...ofUndated(undated),
		...ofOpenDays(left),
		...(isNarrowed(call, source) ? [] : ofUnseen(left)),
	]);
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

/** Each reading of another period would find it on another day. */
function ofUndated(count: number): string[] {
	if (count === 0) return [];
	const [say, is] = count === 1 ? ["doesn't", 'is'] : ["don't", 'are'];
	return [
		`${countOf(count)} that could not be read ${say} say when ${count === 1 ? 'it was' : 'they were'} made, and ${is} in no entry of the journal: post ${count === 1 ? 'it' : 'them'} by hand.`,
	];
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

/** What is not there at all was hardly taken back: another account or token sees other registers. */
function ofUnseen({ unseen }: LeftToPost): string[] {
	const named = unseen.filter(({ place }) => place !== '');
	const unnamed = unseen.filter(({ place }) => place === '').map(({ businessDay }) => businessDay);
	const places = [...new Set(named.map(({ place }) => place))];
	return [
		...(named.length === 0
			? []
			: [
					`Nothing at all was read of ${firstNames(places)}, of which ${countOf(named.length, 'day was posted', 'days were posted')}: nothing is taken back. See whether the credential is of the right account.`,
				]),
		...(unnamed.length === 0
			? []
			: [
					`Receipts that named no register or shop were posted on ${firstNames(unnamed)}, and none was read now: nothing is taken back. Where they name one by now, they stand in its entries as well: take the old ones back by hand.`,
				]),
	];
}
