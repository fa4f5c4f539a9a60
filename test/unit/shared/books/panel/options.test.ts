/** The options of reading receipts for books. */
import { read, refusal } from './read';

it('an earlier summary is taken as text or as an object, and nothing else for one', () => {
	const earlier = {
		from: '2026-10-01',
		to: '2026-10-02',
		asOf: '2026-10-03T06:00:00+02:00',
		lastNumbers: [],
	};
	for (const earlierSummary of [JSON.stringify({ ...earlier, receipts: 3 }), { ...earlier }]) {
		expect(read({ options: { earlierSummary } }).options.earlierSummary).toEqual(earlier);
	}
	// What a summary holds for the next run is enough, also as the row of a table.
	const handedOn = {
		groupBy: 'day',
		from: '2026-10-01',
		forgottenUntil: null,
		columns: ['id'],
		rows: [['a']],
	};
	const forNextRun = JSON.stringify({ ...earlier, handedOn });
	for (const earlierSummary of [forNextRun, { ...earlier, forNextRun }, { id: 1, forNextRun }]) {
		expect(read({ options: { earlierSummary } }).options.earlierSummary).toEqual({
			...earlier,
			handedOn,
		});
	}
	for (const earlierSummary of ['', null]) {
		expect(read({ options: { earlierSummary } }).options.earlierSummary).toBeUndefined();
	}
	const words = '"Earlier Summary (JSON)" must be the summary of "Get Bookings"';
	for (const earlierSummary of ['{', '{"type":"booking"}', '[]', { ...earlier, forNextRun: '{' }]) {
		expect(refusal(() => read({ options: { earlierSummary } }))).toContain(words);
	}
});
