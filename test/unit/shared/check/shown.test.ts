/** A call as it may be shown. */
import { shownCall } from '../../../../nodes/shared/check/shown';

it('shows pages and days, and nothing that may be of a record', () => {
	expect(shownCall('/receipts/{receiptNumber}')).toBe('GET /receipts/{receiptNumber}');
	const query = {
		start: 0,
		limit: 100,
		datetimeFrom: '2026-03-05',
		dateTo: '2026-03-05T10:11:12.000Z',
		idsSalesPoint: [4711],
		externalId: 'ERP-1042',
		cashregisterid: 7,
	};
	expect(shownCall('/receipts', query)).toBe(
		'GET /receipts?start=0&limit=100&datetimeFrom=2026-03-05&dateTo=2026-03-05…&idsSalesPoint=…&externalId=…&cashregisterid=…',
	);
});
