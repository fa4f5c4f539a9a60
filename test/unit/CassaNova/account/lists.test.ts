/** Check the Account: what lists and reports show where CassaNova answers less than it is asked for. */
import { refused } from '../../../support/n8n/errors';
import { check, daysOf, documents, page } from './nova';
import type { Account } from './nova';

describe('soldByTax', () => {
	const soldByTax = async (account: Account) => (await check(account)).of('soldByTax');

	it('cannot tell where the list of a day is empty, and so is the report', async () => {
		const otherwise: Account['otherwise'] = (asked) => {
			if (asked.path.endsWith('/documents/receipts')) {
				return page('receipts', documents(daysOf(asked, false), 2, 'r'), asked);
			}
			return asked.path.endsWith('/sold/taxes') ? { body: { sold: [], totalCount: 0 } } : undefined;
		};
		expect(await soldByTax({ otherwise })).toMatchObject({
			verdict: "couldn't tell",
			found: 'Asked for one day, the list left out its afternoon.',
		});
	});

	it('reads all invoices of a day', async () => {
		expect(await soldByTax({ invoices: 150 })).toMatchObject({
			verdict: 'holds',
			found: expect.stringContaining('2 receipts and 150 other documents of a day'),
		});
	});

	it('cannot tell a difference where invoices were not all read', async () => {
		const unread = {
			verdict: "couldn't tell",
			found: expect.stringMatching(/rates differ\. Not all was read: invoice\.$/),
		};
		expect(await soldByTax({ invoices: 350 })).toMatchObject(unread);
		const otherwise: Account['otherwise'] = ({ path }) =>
			path.endsWith('/documents/invoices') ? refused(403, { message: 'no' }) : undefined;
		expect(await soldByTax({ invoices: 1, otherwise })).toMatchObject(unread);
		// What agrees without them agrees.
		expect(await soldByTax({ otherwise })).toMatchObject({ verdict: 'holds' });
	});
});

describe('where more than 100 records may not be asked for', () => {
	const otherwise: Account['otherwise'] = (asked) => {
		if (asked.limit > 100) return refused(400, { message: 'limit' });
		if (!asked.path.endsWith('/products')) return undefined;
		const own = { id: 'p', externalId: 'own-1' };
		return page('products', [own], asked);
	};

	it('asks for 100', async () => {
		const { of } = await check({ otherwise });
		expect(of('ownIdFilter').verdict).toBe('holds');
		expect(of('listKeys').found).toBe('3 of 3 lists stand where they should.');
		expect(of('pageLength').found).toContain('1 of 1 came');
	});
});

it('shopFilter: an outage is no answer about a filter', async () => {
	const otherwise: Account['otherwise'] = (asked) => {
		if (asked.query.has('idsSalesPoint') && asked.path.endsWith('/documents/receipts')) {
			return refused(503, 'down');
		}
		if (!asked.path.endsWith('/documents/receipts')) return undefined;
		const all = documents(daysOf(asked), 2, 'r').map((record, index) => ({
			...record,
			document: { ...(record.document as object), idSalesPoint: index },
		}));
		return page('receipts', all, asked);
	};
	expect((await check({ otherwise })).of('shopFilter')).toMatchObject({
		verdict: "couldn't tell",
		found: 'The call was refused (503).',
	});
});
