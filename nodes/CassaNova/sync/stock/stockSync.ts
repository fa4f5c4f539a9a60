/** "Sync From a List" of stock: quantities and warning levels of shops, and only the movements that are missing. */
import type { IDataObject } from 'n8n-workflow';
import { oneAtATime } from '../../../shared/once/aloneInN8n';
import { isPreview } from '../../../shared/once/editorRun';
import { numberIn, textIn } from '../../../shared/table/checked';
import { option, within } from '../../../shared/table/fields';
import { InputError } from '../../../shared/table/inputError';
import { numeric } from '../../../shared/table/schemas';
import type { ActionCall, Endpoint } from '../../../shared/table/types';
import { inTurns } from '../../../shared/values/inTurns';
import { listed } from '../../../shared/values/listed';
import { accountOf } from '../../../shared/wire/account';
import type { Readers } from '../../catalog/find';
import { USUAL_REASON, correctionWords } from '../../catalog/setQuantity';
import { readStock, stockKey } from '../../catalog/stockLevels';
import { pager } from '../../fields';
import { locator } from '../../records/locators';
import { carryOut } from '../carryOut';
import { COLUMNS, columnNamed, mapperField, readListRows } from '../mapper';
import type { Mapped } from '../mapper';
import { atMostField, notInListField, previewField, runChoices, runOptions } from '../panel';
import { problemIn } from '../record';
import { readLookup, resolve } from '../references';
import type { Lookup } from '../references';
import { loadProducts } from '../specs';
import type { ListRow } from '../types';
import { SETTABLE, SHOP_COLUMN, shopNamedIn, stockKind } from './stockColumns';
import { planStock } from './stockPlan';

/** The operations that a sync of stock consists of. */
export interface StockParts {
	readers: Readers;
	shops: Endpoint;
	stocks: Endpoint;
	update: Endpoint;
	createMovement: Endpoint;
}

const SHOP = 'shop';
const ZERO_AT_MOST = 'zeroAtMost';

/**
 * The operation of the stock.
 * @param method the node's method that gives the columns
 */
export function syncStock(parts: StockParts, method: string): Endpoint {
	const { createMovement, update } = parts;
	return {
		name: 'Sync From a List',
		value: 'sync',
		action: 'Sync stock from list',
		description:
			'Bring the stock of shops to what a list says: all items are one list, and only movements that are missing are sent',
		route: 'POST /stocks',
		doc: `${createMovement.doc}; ${update.doc}`,
		fields: [
			previewField('changes the stock', 'change it', 'Make movements and change settings'),
			mapperField(method, stockKind.many),
			option(
				locator({
					displayName: 'Shop (Optional)',
					name: SHOP,
					hint: 'For rows that name no shop. Not needed if there is only one',
					description: 'The shop (sales point) of rows without one in a column "Shop"',
					search: 'searchSalesPoints',
					placeholder: 'e.g. 4711',
				}),
				{ schema: () => numeric({ integer: true }) },
			),
			notInListField(
				'Stock Not in the List',
				'What becomes of the stock that no row is about, in the shops that rows name',
				[
					{
						name: 'Set to Zero',
						value: 'setToZero',
						description: 'Only for a full stocktaking: what nobody has counted is not there',
					},
				],
			),
			...within('additionalFields', correctionWords),
			...within('options', [
				atMostField(
					'Set to Zero at Most',
					ZERO_AT_MOST,
					'Where more stocks than this are not in the list, none of them is set to zero: the list may have come in part only',
				),
				...runOptions('stock'),
			]),
		],
		takesOneList: true,
		resumes: 'anew',
		run: async (call) => {
			const lane = ['CassaNova sync', accountOf(call), createMovement.route];
			if (isPreview(call)) return await syncLevels(call, parts);
			// Two at once would each move what both have found missing.
			return await oneAtATime(call, lane, async () => await syncLevels(call, parts));
		},
	};
}

async function syncLevels(call: ActionCall, parts: StockParts) {
	const { readers, stocks, update, createMovement } = parts;
	const { options, body } = call.input;
	const run = runChoices(call.input, ZERO_AT_MOST);
	const mapped = await readListRows(call, stockKind, []);
	requireSettable(mapped);
	const shopOf = await shopsOf(call, parts.shops, mapped.rows);
	const known = await loadProducts(call, readers);
	const levels = new Map<number, Map<string, IDataObject>>();
	let reads = 0;
	for (const shop of shopsIn(mapped.rows, shopOf)) {
		const records = await readStock(call, stocks, String(shop));
		levels.set(shop, new Map(records.map((record) => [stockKey(record), record])));
		reads += Math.max(1, Math.ceil(records.length / pager.size));
	}
	const note = textIn(body, 'note');
	const notInList = textIn(options, 'notInList');
	const plan = await inTurns(
		call,
		planStock(
			{
				keys: stockKind.keys,
				known,
				levels,
				shopOf,
				words: {
					...(note === undefined ? {} : { note }),
					reason: textIn(body, 'reason') ?? USUAL_REASON,
				},
				createMovement,
				update,
				notInList: notInList === 'show' || notInList === 'setToZero' ? notInList : 'leave',
				zeroAtMost: run.atMost,
			},
			mapped,
		),
	);
	return await carryOut(call, plan, run, { reads, unused: mapped.unused });
}

/** @throws InputError for a list that says nothing of any stock */
function requireSettable({ mapped, unused }: Mapped): void {
	if (SETTABLE.some((name) => mapped.has(name))) return;
	const labels = SETTABLE.map((name) => `"${columnNamed(stockKind, name).displayName}"`);
	throw new InputError(
		COLUMNS,
		`has none of ${listed(labels)}: the list has ${listed(unused.slice(0, 20)) || 'no other columns'}`,
		'Map one of them; nothing was sent.',
	);
}

/**
 * What tells the shop of a row. The shops are read where a row names one, or where nothing does.
 * @throws InputError where rows name none, none is chosen, and the account has several
 */
async function shopsOf(
	call: ActionCall,
	shops: Endpoint,
	rows: ListRow[],
): Promise<(row: ListRow) => number> {
	const chosen = numberIn(call.input.options, SHOP);
	const isNamed = rows.some(({ cells }) => cells.has(SHOP_COLUMN));
	if (chosen !== undefined && !isNamed) return () => chosen;
	const lookup = await readLookup(call, {
		one: 'shop',
		getAll: shops,
		names: ['name', 'description'],
	});
	const usual = chosen ?? onlyShop(lookup);
	if (usual === undefined && !isNamed) throw noShop(lookup);
	return (row) => {
		const named = shopNamedIn(row);
		if (named !== undefined) {
			return Number(resolve(lookup, 'Shop', named, { createMissing: false, newIn: {} }));
		}
		if (usual === undefined) throw noShop(lookup);
		return usual;
	};
}

function onlyShop({ shown }: Lookup): number | undefined {
	const [only, ...others] = shown.keys();
	return only === undefined || others.length > 0 ? undefined : Number(only);
}

function noShop({ shown }: Lookup): InputError {
	const names = [...shown.values()].slice(0, 8).join(', ');
	return new InputError(
		'Shop',
		`is empty, and the account has several: ${names}`,
		'Choose the shop, or give the list a column "Shop"; nothing was sent.',
	);
}

/** The shops that rows name, each once. */
function shopsIn(rows: ListRow[], shopOf: (row: ListRow) => number): Set<number> {
	const shops = new Set<number>();
	for (const row of rows) {
		try {
			shops.add(shopOf(row));
		} catch (error) {
			// Said of the row itself, when it is planned.
			problemIn(error);
		}
	}
	return shops;
}
