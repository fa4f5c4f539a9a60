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
	for (const earlierSummary of ['', null]) {
		expect(read({ options: { earlierSummary } }).options.earlierSummary).toBeUndefined();
	}
	const words = '"Earlier Summary (JSON)" must be the summary of "Get Bookings"';
	for (const earlierSummary of ['{', '{"type":"booking"}', '[]']) {
		expect(refusal(() => read({ options: { earlierSummary } }))).toContain(words);
	}
});
