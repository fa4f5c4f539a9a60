/** Tables of restaurants (newer generations of the API). */
import { pick } from '../../shared/table/simplify';
import type { Resource } from '../../shared/table/types';
import { textListQuery } from '../fields';
import { placeList } from '../records/placeList';

export const table: Resource = {
	name: 'Table',
	value: 'table',
	description: 'A table of a restaurant, at which guests sit',
	endpoints: [
		placeList({
			many: 'tables',
			filters: [
				textListQuery(
					'Room IDs',
					'idsRoom',
					'Only the tables in these rooms, separated by commas. The resource Room lists them.',
				),
				textListQuery(
					'Your Own IDs',
					'externalId',
					'Only the tables with these IDs of your own system, separated by commas',
					'e.g. T1,T2',
				),
			],
			simplify: pick(
				'name',
				'seatsAvailable',
				'idRoom',
				'idSalesPoint',
				'id',
				'externalId',
				'lastUpdate',
			),
		}),
	],
};
