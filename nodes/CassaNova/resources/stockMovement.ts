/** Goods that came in or went out (document: StockMovement Management). */
import { dateFilter } from '../../shared/table/dateWindow';
import { body, within } from '../../shared/table/fields';
import { pick } from '../../shared/table/simplify';
import type { Field, Resource } from '../../shared/table/types';
import { givenMove } from '../catalog/quantity';
import { datetimeDays, pager, timeZone, writeOptions } from '../fields';
import { chosenKey, matchFields } from '../catalog/matchBy';
import { lookBackTo, onlyOncePer } from '../catalog/movementMark';
import { addNames } from '../catalog/names';
import {
	checkStockItem,
	movementWords,
	salesPointId,
	stockItem,
	stockItemFilters,
} from '../records/stockFields';

/** The document allows less than a week. */
const MOVEMENT_DAYS = 7;

/**
 * Both ends may be left out. Assumption: asked without dates, the vendor gives all movements; a last
 * day alone is refused here, because nothing says how far back its week would reach.
 */
const movementDates = dateFilter(
	{
		period: {
			default: 'thisMonthSoFar',
			description:
				'Which days to read, as they are counted where the shop is; in place of "From" and "To"',
		},
		from: {
			displayName: 'From',
			name: 'datetimeFrom',
			type: 'dateTime',
			default: '',
			description:
				'First day, counted where the shop is. The time of day is ignored. Without dates, all movements are asked for.',
		},
		to: {
			displayName: 'To',
			name: 'datetimeTo',
			type: 'dateTime',
			default: '',
			hint: 'The whole day counts. Empty = until now.',
			description:
				'Last day, included; only together with the first. Any length works: the node asks in pieces of a week.',
		},
	},
	{ ...datetimeDays, maxDays: MOVEMENT_DAYS, recordTime: 'date' },
);

/**
 * The document doesn't call it required, but without it a movement changes nothing. A text, because a
 * number that the panel fills in would be booked unseen.
 *
 * Assumption: its sign alone tells the direction, whatever the reason. The document says that a quantity
 * "cannot decrease more of the current stock level", and nothing of reasons that decrease by themselves.
 */
const quantity: Field = body(
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12 or -12',
		hint: '12 = 12 come in, -12 = 12 go out. A sale or a loss needs the minus, too.',
		description:
			'How much comes in or, with a minus, goes out, in the unit that the stock is counted in. The sign alone decides, whatever the reason. At most as much can go out as there is.',
	},
	{ schema: () => givenMove },
);

export const stockMovement: Resource = {
	name: 'Stock Movement',
	value: 'stockMovement',
	description: 'A quantity that came into the stock of a shop or went out of it',
	endpoints: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create stock movement',
			description: 'Add to the stock of a shop, or take from it',
			route: 'POST /stocks/{idSalesPoint}/movements',
			doc: 'StockMovement Management, NewStockMovement',
			fields: [
				salesPointId,
				...matchFields('product or variant', stockItem),
				quantity,
				onlyOncePer,
				...within(
					'additionalFields',
					movementWords({
						note: 'e.g. Delivery note 123',
						reason: 'SUPPLY',
						why: 'Why the stock changes. Whether goods come in or go out, the sign of the quantity says.',
					}),
				),
				...writeOptions,
				...within('options', [lookBackTo]),
			],
			check: (input) => {
				if (chosenKey(input.options) === undefined) checkStockItem(input);
			},
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many stock movements',
			description: 'Get what came into the stock of a shop and went out of it',
			route: 'GET /stocks/{idSalesPoint}/movements',
			doc: 'StockMovement Management, GetStockMovements',
			fields: [
				salesPointId,
				...movementDates.fields,
				...within('filters', stockItemFilters),
				...within('options', [addNames, timeZone]),
			],
			list: { items: 'stockMovements', id: 'id', pager, window: movementDates.window },
			output: {
				simplify: pick(
					'date',
					'quantity',
					'reason',
					'note',
					'idProduct',
					'idProductVariant',
					'idSalesPoint',
					'id',
					'lastUpdate',
				),
			},
		},
	],
};
