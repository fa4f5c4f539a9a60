/** Check the Account of KassaForte: what a server's no is worth, and no name of a dish in what is shown. */
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { kassaForte } from '../../../../nodes/KassaForte/api';
import { executeApi } from '../../../../nodes/shared/run/execute';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { Reply, Sent } from '../../../support/n8n/host';

/** Checks a shop: the items by their names, and all that came out as text, with the report. */
async function check(reply: (request: Sent) => Reply) {
	const { host } = fakeHost({
		parameters: [{ resource: 'account', operation: 'check', options: { reportToShare: true } }],
		credentials: () => ({ domain: 'forte.example', username: 'shop', password: 'a-long-password' }),
		reply,
	});
	const files: string[] = [];
	host.helpers.prepareBinaryData = async (data) => {
		files.push(String(data));
		return await Promise.resolve({} as IBinaryData);
	};
	const items = (await executeApi(host, kassaForte, createEngine(hurried()))).flat();
	const jsons: IDataObject[] = items.map(({ json }) => json);
	return {
		of: (name: string) => jsons.find((json) => json.name === name) ?? {},
		text: JSON.stringify([jsons, files]),
		report: JSON.parse(files.join('')) as { shapes: Record<string, { fields: IDataObject }> },
	};
}

const CODES = ['discountCode', 'coupon', 'unknownOrder'];
const IS_CODE = /\/(discountcode|coupon|order)\b/;

/** What becomes of the three where the shop says no like this. */
async function verdicts(status: number, body: unknown) {
	const { of } = await check(({ path }) =>
		IS_CODE.test(path) ? { status, body } : { body: { shopOpenStatus: {} } },
	);
	return CODES.map((name) => of(name).verdict);
}

const UNTOLD = CODES.map(() => "couldn't tell");

it.each([
	['a web page', 404, '<html>Not Found</html>'],
	['nothing', 404, ''],
	['nothing', 409, ''],
	['a web page', 400, '<html>Bad Request</html>'],
	['an object without words', 404, {}],
])('cannot tell of a no with %s whose it is (%d)', async (_what, status, body) => {
	expect(await verdicts(status, body)).toEqual(UNTOLD);
});

it('takes the shop’s words for its no', async () => {
	expect(await verdicts(404, { message: 'Unknown.' })).toEqual(['holds', 'holds', 'holds']);
	expect(await verdicts(409, { message: 'Unknown.' })).toEqual(['holds', 'holds', "couldn't tell"]);
	expect(await verdicts(400, { message: 'No code.' })).toEqual(['differs', 'differs', 'holds']);
});

it('shows no name by which a menu holds its records', async () => {
	const { of, text, report } = await check(({ path }) => ({
		body: path.includes('menu')
			? {
					categories: {
						pizza: { minimumOrderValue: 1, products: { margherita: 8, marinara: 7 } },
						nonnaspasta: { minimumOrderValue: 2 },
					},
					nonnaspasta: {},
				}
			: { delivery: true, margherita: [] },
	}));
	expect(of('menu')).toMatchObject({
		verdict: 'holds',
		found:
			'The answer has 2 fields; of those that the document names: categories; 2 of 2 categories have minimumOrderValue.',
	});
	expect(text).not.toMatch(/pizza|nonna|margherita|marinara|products/);
	expect(report.shapes.menu?.fields).toMatchObject({
		'categories.(each).minimumOrderValue': { 'whole number': 2 },
	});
});
