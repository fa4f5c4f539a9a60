/** Rooms of restaurants (newer generations of the API). */
import { pick } from '../../shared/table/simplify';
import type { Resource } from '../../shared/table/types';
import { placeList } from '../records/placeList';

export const room: Resource = {
	name: 'Room',
	value: 'room',
	description: 'A room of a restaurant, in which tables stand',
	endpoints: [
		placeList({
			many: 'rooms',
			simplify: pick('name', 'idSalesPoint', 'id', 'externalId', 'lastUpdate'),
		}),
	],
};
