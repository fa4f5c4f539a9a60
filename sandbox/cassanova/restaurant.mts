/** Rooms and tables of the shops that are restaurants. */
import { createRandom } from '../core/random.mts';
import type { Handler, VendorContext } from '../core/vendor.mts';
import { showTimestamp } from './assumptions.mts';
import { dayOf, daysOf, isListed, isWithin, pageOf } from './paging.mts';

interface Place {
	id: string;
	name: string;
	idSalesPoint: number;
	externalId: string | null;
	/** Of a table only. */
	idRoom?: string;
	seatsAvailable?: number | null;
	lastUpdate: number;
}

const ROOMS: Array<[idSalesPoint: number, name: string, tables: number]> = [
	[4711, 'Sala interna', 6],
	[4711, 'Dehors', 4],
	[4712, 'Sala grande', 110],
	[4712, 'Terrazza', 4],
];

/** Draws of its own: the shared ones give the same documents as ever. */
const SEED = 15;

/** The lists of both, oldest first. */
export function createRestaurant(context: VendorContext): Record<string, Handler> {
	const random = createRandom(SEED);
	const { config } = context;
	const opened = context.now();
	const rooms: Place[] = ROOMS.map(([idSalesPoint, name], index) => ({
		id: random.uuid(),
		name,
		idSalesPoint,
		externalId: index === 0 ? 'SALA-1' : null,
		lastUpdate: opened,
	}));
	const tables: Place[] = ROOMS.flatMap(([idSalesPoint, , count], at) =>
		Array.from({ length: count }, (_, index) => ({
			id: random.uuid(),
			name: `Tavolo ${index + 1}`,
			idSalesPoint,
			idRoom: rooms[at]!.id,
			seatsAvailable: index === 0 ? null : random.int(2, 8),
			externalId: index < 2 ? `T-${at + 1}-${index + 1}` : null,
			lastUpdate: opened,
		})),
	);

	const list =
		(key: string, places: Place[]): Handler =>
		({ query }) => {
			const days = daysOf(query, 'lastUpdate', context);
			const part = String(query.name ?? '').toLowerCase();
			const found = places.filter(
				(place) =>
					isListed(query.idsSalesPoint, place.idSalesPoint) &&
					isListed(query.ids, place.id) &&
					isListed(query.idsRoom, place.idRoom) &&
					isListed(query.externalId, place.externalId) &&
					place.name.toLowerCase().includes(part) &&
					isWithin(dayOf(place.lastUpdate), days),
			);
			const page = pageOf(found, query, config).map((place) => ({
				...place,
				lastUpdate: showTimestamp(place.lastUpdate, config),
			}));
			return { body: { [key]: page, totalCount: found.length } };
		};

	return { getRooms: list('rooms', rooms), getTables: list('tables', tables) };
}
