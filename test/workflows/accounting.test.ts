/** Thousands of receipts of each system through the whole node, against the generator's own book. */
import type { INodeParameters } from 'n8n-workflow';
import type { AccountingReceipt } from '../../nodes/shared/books/receipt';
import { useBench } from '../support/n8n/bench';
import type { Authentication, NodeOutcome } from '../support/n8n/bench';
import { isLong } from '../support/clock/seeds';
import { totalsOf } from '../support/vendors/totals';
import type { Payment } from '../support/vendors/totals';

const kit = useBench();

const COUNT = isLong ? 10_000 : 2_000;
/** Around the night on which the clocks go back. */
const [FROM, TO] = isLong ? ['2026-10-20', '2026-10-31'] : ['2026-10-23', '2026-10-27'];
const TIMEOUT = 180_000;

/** Kassandro's book counts the means by their own names. */
const ownMeans = ({ vendorMeans }: Payment) => vendorMeans;
const means = (payment: Payment) => payment.means;

const receiptsOf = ({ jsons, words }: NodeOutcome): AccountingReceipt[] => {
	expect(words).toBe('');
	return jsons as unknown as AccountingReceipt[];
};

const read = async (authentication: Authentication, parameters: INodeParameters) =>
	receiptsOf(
		await kit.bench.run({
			authentication,
			operation: 'receipt.getAll',
			parameters: { output: 'accounting', ...parameters },
		}),
	);

const book = async (query: string) => await kit.bench.control(`totals?${query}`);

it(
	'CassaNova, cut at midnight and at 3:00',
	async () => {
		await kit.bench.control('generate', {
			vendor: 'cassaNova',
			count: COUNT,
			from: FROM,
			to: TO,
			seed: 21,
		});
		const range = { datetimeFrom: FROM, datetimeTo: TO };
		const receipts = await read('apiKey', range);
		expect(receipts).toHaveLength(COUNT);
		const totals = totalsOf(receipts, means);
		expect(totals).toEqual(await book(`vendor=cassaNova&from=${FROM}&to=${TO}`));
		// The comparison is worth something only if everything that is hard occurs.
		expect(Math.min(...Object.values(totals.byKind))).toBeGreaterThan(0);
		expect(totals.taxes.length).toBeGreaterThan(3);
		expect(totals.payments.length).toBeGreaterThan(4);
		expect(totals.changeCents).toBeGreaterThan(0);

		const short = { datetimeFrom: '2026-10-24', datetimeTo: '2026-10-26' };
		const late = await read('apiKey', { ...short, options: { dayEndsAt: '03:00' } });
		const ofDay = late.filter(({ businessDay }) => businessDay === '2026-10-24');
		const day = 'from=2026-10-24T03:00:00&to=2026-10-25T02:59:59';
		expect(totalsOf(ofDay, means)).toEqual(await book(`vendor=cassaNova&${day}`));
		// Some are of the last hour before the close, which the night has twice.
		expect(ofDay.some(({ issuedAt }) => issuedAt?.startsWith('2026-10-25T02'))).toBe(true);
	},
	TIMEOUT,
);

it(
	'CassaNova, one shop of three',
	async () => {
		const range = { datetimeFrom: '2026-10-24', datetimeTo: '2026-10-26' };
		const receipts = await read('apiKey', { ...range, filters: { idsSalesPoint: [4712] } });
		const totals = await book('vendor=cassaNova&from=2026-10-24&to=2026-10-26&salesPoint=4712');
		expect(receipts.length).toBeGreaterThan(100);
		expect(totalsOf(receipts, means)).toEqual(totals);
	},
	TIMEOUT,
);

it(
	'Kassandro, all registers with an account token, and one with its own token',
	async () => {
		const [merchant] = kit.bench.ready.kassandro.merchants;
		const [register] = merchant?.registers ?? [];
		await kit.bench.control('generate', {
			vendor: 'kassandro',
			merchant: merchant?.name,
			count: COUNT,
			from: FROM,
			to: TO,
			seed: 22,
		});
		const range = { dateFrom: FROM, dateTo: TO, options: { dayEndsAt: '03:00' } };
		const receipts = await read('accountToken', range);
		expect(receipts).toHaveLength(COUNT);
		const own = `vendor=kassandro&merchant=${merchant?.name}`;
		const totals = totalsOf(receipts, ownMeans);
		expect(totals).toEqual(await book(`${own}&from=${FROM}&to=${TO}`));
		expect(totals.byKind.cancellation).toBeGreaterThan(0);
		expect(totals.taxes.length).toBeGreaterThan(2);
		const ofDay = receipts.filter(({ businessDay }) => businessDay === '2026-10-24');
		const day = 'from=2026-10-24T03:00:00&to=2026-10-25T02:59:59';
		expect(totalsOf(ofDay, ownMeans)).toEqual(await book(`${own}&${day}`));
		// Some are of the last hour before the close, which the night has twice.
		expect(ofDay.some(({ issuedAt }) => issuedAt?.startsWith('2026-10-25T02'))).toBe(true);

		// Registers that count alike: a cancellation must find the receipt of its own register.
		await kit.bench.control('config', { kassandroNumbers: 'plain' });
		const alike = await read('accountToken', range);
		expect(totalsOf(alike, ownMeans)).toEqual(totals);
		expect(alike.filter(({ checks }) => !checks.balanced)).toEqual([]);
		await kit.bench.control('config', { kassandroNumbers: 'prefixed' });

		await kit.bench.logInToTill();
		const one = await read('cashRegisterToken', range);
		expect(one.length).toBeGreaterThan(COUNT / 10);
		expect(totalsOf(one, ownMeans)).toEqual(
			await book(`${own}&register=${register}&from=${FROM}&to=${TO}`),
		);
	},
	TIMEOUT,
);
