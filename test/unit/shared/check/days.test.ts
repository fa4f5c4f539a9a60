/** Days of records that tell something of their ranges. */
import { countOutside, lastAfternoon } from '../../../../nodes/shared/check/days';

const ROME = 'Europe/Rome';

it('finds the last day with something in its afternoon, however times are written', () => {
	const times = [
		'2026-03-05T13:00:00',
		'2026-03-06T11:59:59',
		Date.UTC(2026, 2, 5, 22),
		'soon',
		null,
	];
	expect(lastAfternoon(times, ROME)).toBe('2026-03-05');
	expect(lastAfternoon([...times, '2026-03-06T11:00:00Z'], ROME)).toBe('2026-03-06');
	expect(lastAfternoon(['2026-03-06T11:00:00', '2026-03-07'], ROME)).toBeUndefined();
});

it('counts what is of other days, and nothing that cannot be read', () => {
	const range = { from: '2026-03-05', to: '2026-03-06' };
	const times = ['2026-03-04T23:59:59', '2026-03-05T00:00:00', '2026-03-06T23:30:00Z', 'soon', 5];
	expect(countOutside(times, range, ROME)).toBe(2);
});
