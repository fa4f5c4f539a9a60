/** The trigger "Day Closed" where business days end with the Z closings of the shops. */
import type { IDataObject } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import { dayFromToday, Poller } from '../../support/n8n/poller';
import { addDays, fillBooks, SHOPS } from '../../support/vendors/books';

const kit = useBench();

const TIMEOUT = 240_000;
const days = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => dayFromToday(from + index, 'Europe/Rome'));

const close = async (closed: string[]) => {
	for (const idSalesPoint of SHOPS) {
		await kit.bench.control('act', {
			vendor: 'cassaNova',
			action: 'setClosings',
			idSalesPoint,
			// After midnight: what is sold until then is closed with the evening.
			closings: closed.map((day, index) => ({
				date: `${addDays(day, 1)}T02:10:00Z`,
				number: 700 + index,
			})),
		});
	}
};

const begin = async () => {
	await kit.bench.reset();
	const [first = ''] = days(-3, -3);
	await fillBooks(kit.bench, 'cassaNova', { month: first.slice(0, 7), seed: 11, perDay: 1 });
	const trigger = new Poller(() => kit.bench, 'apiKey', {
		event: 'dayClosed',
		waitMinutes: 0,
		options: { businessDayEnds: 'closing' },
	});
	const goBackTo = (next: string) => {
		const known = trigger.staticData['node:Trigger'] as IDataObject | undefined;
		const begun = { event: 'dayClosed', next, lookedAt: 0 };
		trigger.staticData = { 'node:Trigger': { ...known, ...begun } };
	};
	const poll = async (): Promise<IDataObject[]> => {
		const { jsons, words } = await trigger.poll();
		expect(words).toBe('');
		return jsons ?? [];
	};
	return { poll, goBackTo };
};

it(
	'comes once the closings are there, and asks for nothing for a quarter of an hour where they are not',
	async () => {
		const { poll, goBackTo } = await begin();
		const [first = '', second = '', third = ''] = days(-3, -1);
		goBackTo(first);
		await close(days(-10, -3));
		expect((await poll()).map(({ businessDay }) => businessDay)).toEqual([first]);
		expect(await poll()).toEqual([]);
		await kit.bench.mark();
		expect(await poll()).toEqual([]);
		expect(await kit.bench.log()).toEqual([]);
		goBackTo(second);
		await close(days(-10, -1));
		const items = await poll();
		expect(items.map(({ businessDay }) => businessDay)).toEqual([second, third]);
		for (const { journal } of items) expect((journal as IDataObject[]).length).toBeGreaterThan(0);
	},
	TIMEOUT,
);
