/** What is kept of a list's windows: what lies in the range, once, and in order. */
import type { ListSpec } from '../../../../nodes/shared/table/list';
import { Kept, LIST_MOVED } from '../../../../nodes/shared/run/kept';
import { untimed } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';

const list: ListSpec = {
	items: 'sold',
	id: 'id',
	window: {
		from: { parameter: 'from', wire: 'from' },
		to: { parameter: 'to', wire: 'to' },
		format: (day) => day,
		recordTime: 'time',
	},
};
const sale = (id: string, day: string) => ({ id, time: `${day}T12:00:00` });

function prepare(spec: ListSpec = list) {
	const hints: string[] = [];
	const call = fakeCall({
		...untimed,
		input: { range: { from: '2026-03-01', to: '2026-03-05' }, timeZone: 'Europe/Rome' },
		hint: (message: string) => hints.push(message),
	});
	return { kept: new Kept(call, spec), hints };
}

it('each record once, in the order in which it came, without those of the day after', async () => {
	const { kept, hints } = prepare();
	const [a, b, c, late] = [
		sale('a', '2026-03-01'),
		sale('b', '2026-03-03'),
		sale('c', '2026-03-05'),
		sale('d', '2026-03-06'),
	];
	await kept.take({ records: [a, b], moved: false });
	expect(kept.isWanted(b)).toBe(false);
	expect(kept.isWanted(c)).toBe(true);
	expect([kept.isInside(b), kept.isInside(late)]).toEqual([true, false]);
	await kept.take({ records: [b, c, late], moved: false });
	expect(await kept.records()).toEqual([a, b, c]);
	expect(kept.count).toBe(3);
	expect(hints).toEqual([]);
});

it('what has no ID can’t be told apart, and stays', async () => {
	const { kept } = prepare({ ...list, id: undefined });
	const a = sale('a', '2026-03-01');
	await kept.take({ records: [a, a], moved: false });
	expect(await kept.records()).toEqual([a, a]);
});

it('a list that moved is told of', async () => {
	const { kept, hints } = prepare();
	await kept.take({ records: [], moved: true });
	expect(hints).toEqual([LIST_MOVED]);
});
