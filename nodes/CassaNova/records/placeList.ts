/** What the rooms and the tables of a restaurant have in common (newer generations of the API). */
import { z } from 'zod';
import { query, within } from '../../shared/table/fields';
import { integerList } from '../../shared/table/schemas';
import type { Endpoint, Field } from '../../shared/table/types';
import { changeDates, idsSalesPoint, pager, textListQuery, timeZone } from '../fields';
import { NEWER } from '../newer';

/** What distinguishes the list of tables from that of rooms. */
interface PlaceList {
	/** E.g. `tables`; also the list's key in the answer, and the end of its address. */
	many: string;
	filters?: Field[];
	simplify: NonNullable<Endpoint['output']>['simplify'];
}

const atLeastOne = z
	.unknown()
	.refine((ids) => !Array.isArray(ids) || ids.length > 0, 'needs at least one shop')
	.pipe(integerList);

/** Assumption (two programs): CassaNova gives no rooms and no tables unless the shops are named. */
const shops = (many: string): Field => ({
	...idsSalesPoint,
	property: {
		...idsSalesPoint.property,
		required: true,
		description: `The shops (sales points) whose ${many} are wanted; at least one. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	},
	schema: () => atLeastOne,
});

const named = (many: string): Field =>
	query({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. sala',
		description: `Only ${many} with this name. Whether a part of it is enough is up to CassaNova.`,
	});

/** Reads all rooms, or all tables, of some shops. */
export function placeList({ many, filters = [], simplify }: PlaceList): Endpoint {
	const changed = changeDates();
	return {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${many}`,
		description: `Get the ${many} of a restaurant, as they are set up in CassaNova`,
		route: `GET /risto/${many}`,
		doc: `${NEWER}, Risto`,
		mayBeAbsent: true,
		fields: [
			shops(many),
			...within('filters', [
				textListQuery('IDs', 'ids', `Only the ${many} with these IDs, separated by commas`),
				named(many),
				...filters,
			]),
			...changed.fields,
			...within('options', [timeZone]),
		],
		list: { items: many, id: 'id', pager, window: changed.window },
		output: { simplify },
	};
}
