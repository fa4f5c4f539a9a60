/** A year of books that are read each morning, while receipts come late and are cancelled afterwards. */
import type { IDataObject } from 'n8n-workflow';
import { addDays } from '../../../nodes/shared/values/dates';
import { seeded, worldSeed } from '../clock/seeds';
import { LATEST_DAYS, tillBooks } from '../vendors/tillBooks';
import type { BookVendor } from '../vendors/tillBooks';

const HOUR = 3_600_000;
/** From before the clocks are put back; `npm run test:long` lives through both changes. */
const BEGIN = Date.UTC(2026, 9, 1);
/** What is read again each morning reaches so many days back: further than anything comes late. */
export const REACH_DAYS = LATEST_DAYS + 16;

export interface BooksYear {
	vendor: BookVendor;
	days: number;
	/** Business days end with closings. */
	closing: boolean;
	seed: number;
}

export function booksYear({ vendor, days, closing, seed }: BooksYear) {
	const random = seeded(worldSeed(seed));
	const begin = BEGIN;
	const world = tillBooks({ vendor, begin, days, perDay: 4, random, hasClosings: closing });
	const first = world.day();
	const last = days + LATEST_DAYS + 8;
	const options: IDataObject = {
		dayEndsAt: closing ? '06:00' : '03:00',
		...(closing ? { businessDayEnds: 'closing' } : {}),
	};
	/** The days on which books are read, each in the morning; n8n was off for some days, but never longer than what is read again. */
	function* mornings() {
		for (let day = 1; day <= last; day++) {
			world.at(BEGIN + day * 24 * HOUR + 7 * HOUR);
			if (random() < 0.2 && day < last) continue;
			yield world.day();
		}
	}
	return {
		world,
		random,
		options,
		mornings,
		/** The first day that there is. */
		first,
		/** A day before now, and none before the first one. */
		daysAgo: (many: number): string => [addDays(world.day(), -many), first].sort()[1] ?? first,
	};
}
