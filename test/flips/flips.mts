/** Ways in which an account may behave otherwise than this package assumes, as switches of the sandbox. */
import type { IDataObject } from 'n8n-workflow';
import type { Vendor } from '../hostile/rows.mts';

/** One of them: an assumption that is wrong. */
export interface Flip {
	name: string;
	vendor: Vendor;
	/** Switches of POST /__sandbox/config. */
	config: IDataObject;
	/** Rows that rightly give something else, by name. */
	changes?: RegExp;
}

type More = Pick<Flip, 'changes'>;

const flipsOf = (
	vendor: Vendor,
	flips: Record<string, IDataObject>,
	more: Record<string, More> = {},
): Flip[] =>
	Object.entries(flips).map(([name, config]) => ({
		...{ name: `${vendor}: ${name}`, vendor, config },
		...more[name],
	}));

/** All of them. What an account does before it is flipped is what the sandbox does by itself. */
export const flips: Flip[] = [
	...flipsOf('cassaNova', {
		'texts without quotes': { cassaNovaQueryFormat: 'plain' },
		'the first record is number 1': { cassaNovaStart: 'one' },
		'pages of 5': { cassaNovaMostRecords: 5 },
		'"to" leaves out its day': { cassaNovaToInclusive: false },
		'"to" leaves out its day, but where it is alone': { cassaNovaToInclusive: 'alone' },
		'documents in UTC': { cassaNovaDatetimeZone: 'utc' },
		'documents and days in UTC': { cassaNovaDatetimeZone: 'utcDays' },
		'documents without shop': { cassaNovaDocumentShop: false },
		'no filter by shop': { cassaNovaShopFilter: false },
		CONFRIMED: { cassaNovaConfirmed: 'CONFRIMED' },
		'CONFRIMED, and the other word finds nothing': {
			...{ cassaNovaConfirmed: 'CONFRIMED', cassaNovaOtherSpelling: 'nothing' },
		},
		'CONFRIMED, and the other word finds everything': {
			...{ cassaNovaConfirmed: 'CONFRIMED', cassaNovaOtherSpelling: 'everything' },
		},
		'a filter by status that finds nothing': { cassaNovaOtherSpelling: 'nothing' },
		'a filter by status that finds everything': { cassaNovaOtherSpelling: 'everything' },
		'webhooks under another key': { cassaNovaWebhooksKey: 'hooks' },
		'loyalty keys spelt regularly': { cassaNovaFidelityKeys: 'regular' },
		// What follows, "Account > Check" cannot find by reading: only the answer to a write shows it.
		'an order that is there: 200 (a write shows it)': { cassaNovaConflictStatus: 200 },
		'an order that is there: 400 (a write shows it)': { cassaNovaConflictStatus: 400 },
		'an order that is there: 422 (a write shows it)': { cassaNovaConflictStatus: 422 },
		'an order that is there: 429 (a write shows it)': { cassaNovaConflictStatus: 429 },
		'an order that is there: 500 (a write shows it)': { cassaNovaConflictStatus: 500 },
		'an order that is there: 503 (a write shows it)': { cassaNovaConflictStatus: 503 },
		'a batch answers under create (a write shows it)': { cassaNovaBatchKey: 'create' },
		'a batch answers under another key (a write shows it)': { cassaNovaBatchKey: 'made' },
		'no batches of products (a write shows it)': { cassaNovaBatch: 'absent' },
		'a batch of products is all or nothing (a write shows it)': { cassaNovaBatch: 'whole' },
		'a batch of products loses what it is not told (a write shows it)': {
			cassaNovaBatchKeeps: false,
		},
		'a batch holds 10 products (a write shows it)': { cassaNovaBatchMost: 10 },
		'no filter by own ID': { cassaNovaNewerFilters: 'ignored' },
		'own ID refused': { cassaNovaNewerFilters: 'refused' },
		'nothing newer': { cassaNovaNewer: false },
		'closings without zone': { cassaNovaClosingTimes: 'withoutZone' },
		'times as text': { cassaNovaTimestamps: 'string' },
		'records in another form': { cassaNovaRecordForm: 'otherwise' },
		'no content': { cassaNovaEmptyAnswer: 'noContent' },
	}),
	...flipsOf(
		'kassandro',
		{
			'lists in objects': { kassandroListShape: 'object' },
			'a bare count': { kassandroCountShape: 'number' },
			'a count in a list': { kassandroCountShape: 'array' },
			'newest first': { kassandroOrder: 'newest' },
			'shared numbers': { kassandroNumbers: 'plain' },
			'"to" leaves out its end': { kassandroToInclusive: false },
			'receipts in UTC': { kassandroCreatedZone: 'utc' },
			'receipts and days in UTC': { kassandroCreatedZone: 'utcDays' },
			'refusals with status 200': { kassandroErrorsAs200: true },
			'registers for all': { kassandroKind: true },
			'both tokens': { kassandroGetToken: 'both' },
		},
		{
			// Bookings and days name the first and the last number, as the system has them.
			'shared numbers': { changes: /(bookings|journal|trigger of day\w+)$/ },
			// The last numbers of a summary stand in the order in which registers are first seen.
			'newest first': { changes: /trigger of dayClosed$/ },
		},
	),
	...flipsOf('kassaForte', {
		'no delivery costs': { kassaForteDeliveryCosts: 'null' },
		'a bare order ID': { kassaForteOrderIdShape: 'text' },
		'a number as order ID': { kassaForteOrderIdShape: 'number' },
		'an order ID within': { kassaForteOrderIdShape: 'nested' },
		'reasons without codes': { kassaForteErrorCodes: false },
	}),
];
