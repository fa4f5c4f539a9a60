/** Receipts that are printed exactly once, whatever happens on the way; on n8n's own engine. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';
import type { NodeCall } from '../../support/n8n/bench';
import { hurry } from '../../support/n8n/kassa';
import { registerOf } from '../../support/n8n/register';
import { coffee, paidInCash } from '../../support/vendors/coffee';

const kit = useBench();

/** How long an answer is waited for that never comes; all others may take as long as the machine likes. */
const GIVEN_UP_MS = 4000;
const PATIENT_MS = 60_000;
const item = (name = 'Kaffee', priceOne = 3.5) => coffee(priceOne, name);

const sale = (parameters: INodeParameters = {}, priceOne = 3.5): INodeParameters => ({
	...paidInCash(item('Kaffee', priceOne)),
	...parameters,
});

const { cancel, stored, posts, ...register } = registerOf(kit);
const create = async (parameters: INodeParameters = {}, more: Partial<NodeCall> = {}) =>
	await register.create(sale(parameters), more);

const fault = async (...faults: object[]) =>
	await kit.bench.control(
		'faults',
		faults.map((one) => ({ method: 'POST', path: '/receipts$', ...one })),
	);

/** A failure in the vendor's own words. */
const no = { error: true, msg: 'no' };

const methods = async () =>
	(await kit.bench.log()).map(({ method, path }) => `${method} ${path.replace('/v1.0', '')}`);

/** The reference that a receipt carries. */
const referenceOf = (receipt: IDataObject | undefined, label = 'Ref') =>
	(receipt?.customText as Array<{ label: string; value: string }>).find(
		(entry) => entry.label === label,
	)?.value;

/** A program that isn't ours prints an order with the same token. */
async function printElsewhere(order: string): Promise<void> {
	const { baseUrl } = kit.bench.ready.kassandro;
	const [post] = await posts();
	const written = post?.body as IDataObject;
	const body = { ...written, customText: [{ label: 'Ref', value: order }] };
	const response = await fetch(`${baseUrl}/receipts`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			'kassandro-token': String(post?.headers['kassandro-token']),
			Connection: 'close',
		},
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(await response.text());
}

/** A harmless read; the node then holds the token that there is, or none. */
const read = async () =>
	await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'paymentMethod.getAll',
	});

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	await hurry(PATIENT_MS);
	await read();
	await kit.bench.mark();
});

/** One receipt with a reference, so that the register's list shows that references come back. */
const first = async () => {
	const { words, jsons } = await create();
	expect(words).toBe('');
	await kit.bench.mark();
	return jsons[0];
};

describe('without an order number', () => {
	it('prints at once, with a code of its own as the last of its texts', async () => {
		await first();
		const { jsons, hints } = await create({
			additionalFields: { customText: { entry: [{ label: 'Tisch', value: '12' }] } },
		});
		expect(await methods()).toEqual(['GET /articles', 'GET /paymentmethods', 'POST /receipts']);
		const [post] = await posts();
		const reference = referenceOf(jsons[0]);
		expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
		expect((post?.body as IDataObject).customText).toEqual([
			{ label: 'Tisch', value: '12' },
			{ label: 'Ref', value: reference },
		]);
		expect(jsons[0]).not.toHaveProperty('duplicate');
		expect(jsons[0]).not.toHaveProperty('recovered');
		expect(hints).toEqual([]);
	});

	it('gives each item a code of its own', async () => {
		const { jsons } = await create({}, { items: [{}, {}, {}] });
		expect(new Set(jsons.map((json) => referenceOf(json))).size).toBe(3);
		expect(await stored()).toBe(3);
	});

	it.each([
		['reset after the work', { kind: 'resetAfter' }],
		['500 after the work', { kind: 'status', status: 500, commit: true }],
		['502 after the work', { kind: 'status', status: 502, commit: true }],
		['an answer that never comes', { kind: 'hang', commit: true }],
		['an answer that breaks off', { kind: 'breakOff' }],
		['half an answer', { kind: 'truncate' }],
		['a web page after the work', { kind: 'html', commit: true }],
		['an answer without the receipt', { kind: 'status', status: 200, body: {}, commit: true }],
		['a redirect after the work', { kind: 'redirect', status: 307, location: '/x', commit: true }],
	])('%s: finds the receipt and gives it', async (_name, what) => {
		if (what.kind === 'hang') await hurry(GIVEN_UP_MS);
		await fault(what);
		const { words, jsons } = await create();
		expect(words).toBe('');
		expect(jsons[0]).toMatchObject({ recovered: true, price: 3.5 });
		expect(await posts()).toHaveLength(1);
		expect(await stored()).toBe(1);
	});

	it.each([
		['reset before the work', { kind: 'resetBefore' }, 2],
		['502 before the work', { kind: 'status', status: 502 }, 2],
		['a hang before the work', { kind: 'hang' }, 2],
		['500 of the vendor before the work', { kind: 'status', status: 500, body: no }, 1],
		['500 of somebody in between', { kind: 'status', status: 500 }, 2],
		['524 of somebody in between', { kind: 'status', status: 524 }, 2],
		['408 of somebody in between', { kind: 'status', status: 408 }, 2],
		['401 once', { kind: 'status', status: 401, body: no }, 1],
	])('%s: looks, and sends it again when it is surely not there', async (_name, what, looks) => {
		await first();
		if (what.kind === 'hang') await hurry(GIVEN_UP_MS);
		await fault(what);
		const { words, jsons } = await create();
		expect(words).toBe('');
		expect(jsons[0]).not.toHaveProperty('recovered');
		expect(await stored()).toBe(2);
		const sent = await methods();
		expect(sent.filter((one) => one === 'POST /receipts')).toHaveLength(2);
		const between = sent.slice(
			sent.indexOf('POST /receipts') + 1,
			sent.lastIndexOf('POST /receipts'),
		);
		// The list has pages: one with the receipts, and an empty one that ends it.
		expect(between.filter((one) => one === 'GET /receipts')).toHaveLength(2 * looks);
		const [one, two] = await posts();
		expect(one?.body).toEqual(two?.body);
	});

	it('does not send again where no receipt shows that references come back', async () => {
		await fault({ kind: 'resetBefore' });
		const { error } = await create();
		expect(error?.message).toContain(
			'Kassandro could not create receipt: the connection broke off',
		);
		expect(error?.description).toMatch(
			/^It is not known whether this was carried out, so it was not sent again: .* Look for "Ref: [0-9A-Z]{12}" on the receipts of the register/,
		);
		expect(error?.context?.outcomeUnknown).toBe(true);
		expect(await posts()).toHaveLength(1);
		expect(await stored()).toBe(0);
	});

	it('does not send again where the look fails', async () => {
		await first();
		await kit.bench.control('faults', [
			{ kind: 'resetAfter', method: 'POST', path: '/receipts$' },
			{ kind: 'status', status: 403, method: 'GET', path: '/receipts$', times: -1 },
		]);
		const { error } = await create();
		expect(error?.description).toContain('the look for it failed');
		expect(error?.description).toContain('status 403');
		expect(await posts()).toHaveLength(1);
	});

	it('is given up after three tries, with the certainty that nothing was printed', async () => {
		await first();
		await fault({ kind: 'status', status: 500, times: -1 });
		const { error } = await create();
		expect(error?.message).toContain('status 500');
		expect(error?.description).toContain('surely not carried out');
		expect(error?.context?.outcomeUnknown).toBeUndefined();
		expect(await posts()).toHaveLength(3);
		expect(await stored()).toBe(1);
	});

	it('a refusal is certain, and sent once', async () => {
		await fault({ kind: 'status', status: 400, body: { error: true, msg: 'Artikel gesperrt' } });
		const { error } = await create();
		expect(error?.message).toBe('Kassandro could not create receipt: Artikel gesperrt');
		expect(await posts()).toHaveLength(1);
	});

	it('"error": true is a refusal with status 200, too', async () => {
		await fault({ kind: 'status', status: 200, body: [{ error: true, msg: 'Nicht erlaubt' }] });
		const { error } = await create();
		expect(error?.message).toBe('Kassandro could not create receipt: Nicht erlaubt');
		expect(await posts()).toHaveLength(1);
	});

	it.each([401, 200])('a token that was dropped (%s) is renewed, after a look', async (status) => {
		await first();
		await kit.bench.control('config', { kassandroWrongTokenStatus: status });
		// It is dropped while the read is answered that goes first, and somebody logs in anew.
		await kit.bench.control('faults', { kind: 'slow', held: true, path: '/paymentmethods$' });
		const running = create();
		while (!(await methods()).includes('GET /paymentmethods'));
		await kit.bench.control('expire', { vendor: 'kassandro' });
		await kit.bench.logInToTill();
		await kit.bench.control('release', {});
		const { words, jsons } = await running;
		expect(words).toBe('');
		expect(jsons).toHaveLength(1);
		expect(await stored()).toBe(2);
		const statuses = (await posts()).map((post) => post.status);
		expect(statuses).toEqual([status, 200]);
		const sent = await methods();
		expect(sent.indexOf('GET /receipts')).toBeGreaterThan(sent.indexOf('POST /receipts'));
		expect(sent.indexOf('GET /receipts')).toBeLessThan(sent.lastIndexOf('POST /receipts'));
	});

	it('a read survives a dropped token that is answered with status 200', async () => {
		await kit.bench.control('config', { kassandroWrongTokenStatus: 200 });
		await kit.bench.control('expire', { vendor: 'kassandro' });
		await kit.bench.logInToTill();
		const { words, items } = await read();
		expect(words).toBe('');
		expect(items.length).toBeGreaterThan(0);
	});
});

describe('the reference', () => {
	it('can have another label and length', async () => {
		const { jsons } = await create({
			options: { referenceLabel: 'Bestellung', referenceLength: 20 },
		});
		expect(referenceOf(jsons[0], 'Bestellung')).toMatch(/^[0-9A-Z]{20}$/);
	});

	it('is an order number as it is, when that is short enough', async () => {
		const { jsons } = await create({ orderNumber: 'WEB-10045' });
		expect(referenceOf(jsons[0])).toBe('WEB-10045');
	});

	it('can be switched off: then an unknown outcome stays unknown', async () => {
		const { jsons } = await create({ options: { printReference: false } });
		expect(jsons[0]).not.toHaveProperty('customText');
		await fault({ kind: 'resetAfter' });
		const { error } = await create({ options: { printReference: false } });
		expect(error?.description).toContain('it carries nothing by which it could be found');
		expect(await posts()).toHaveLength(2);
	});

	it('switched off, and an order number beside it: an error before anything is sent', async () => {
		const { error } = await create({ orderNumber: '1', options: { printReference: false } });
		expect(error?.message).toBe('"Order Number" is "1", but "Print Reference" is switched off');
		expect(await kit.bench.log()).toEqual([]);
	});

	it('must not have the label of another text', async () => {
		const { error } = await create({
			additionalFields: { customText: { entry: [{ label: 'Ref', value: '12' }] } },
		});
		expect(error?.message).toBe(
			'"Reference Label" "Ref" is also the label of one of your own texts',
		);
		expect(await kit.bench.log()).toEqual([]);
	});
});

describe('with an order number', () => {
	it('searches for it first, eight days back and a month ahead', async () => {
		await create({ orderNumber: '10045' });
		const [read] = await kit.bench.log();
		expect(read).toMatchObject({ method: 'GET', path: '/v1.0/receipts' });
		const { dateFrom, dateTo, withItems } = read?.query ?? {};
		const days = (Date.parse(String(dateTo)) - Date.parse(String(dateFrom))) / 86_400_000;
		expect(Math.round(days)).toBe(39);
		expect(withItems).toBe('true');
		expect(await posts()).toHaveLength(1);
	});

	it('gives the receipt that is there, and prints nothing', async () => {
		const one = await create({ orderNumber: '10045' });
		await kit.bench.mark();
		const two = await create({ orderNumber: '10045' });
		expect(two.words).toBe('');
		expect(two.jsons[0]).toMatchObject({
			_id: one.jsons[0]?._id,
			receiptNumber: one.jsons[0]?.receiptNumber,
			duplicate: true,
		});
		expect(await posts()).toEqual([]);
		expect(await stored()).toBe(1);
	});

	it('finds it by its code when it is long, whatever the length was', async () => {
		const orderNumber = 'SHOP-2026-11-22-0000010045';
		const one = await create({ orderNumber });
		expect(referenceOf(one.jsons[0])).toMatch(/^[0-9A-Z]{12}$/);
		for (const referenceLength of [8, 12, 20, 40]) {
			const { jsons } = await create({ orderNumber, options: { referenceLength } });
			expect(jsons[0]).toMatchObject({ _id: one.jsons[0]?._id, duplicate: true });
		}
		expect(await stored()).toBe(1);
	});

	it('is another sale when the content is another: an error that says where', async () => {
		await create({ orderNumber: '10045' });
		const { error } = await create(sale({ orderNumber: '10045' }, 3.6));
		expect(error?.message).toMatch(
			/^"Order Number" 10045 is that of receipt \S+, which has other content: price is 3.5 instead of 3.6; priceOne of item 1 is 3.5 instead of 3.6; priceAll of item 1 is 3.5 instead of 3.6/,
		);
		expect(await stored()).toBe(1);
	});

	it('is one receipt when two executions and several items have it at once', async () => {
		const items = [{}, {}, {}];
		const batch = { batching: { batch: { batchSize: 3, batchInterval: 0 } } };
		const runs = await Promise.all(
			[1, 2].map(async () => await create({ orderNumber: '10045', options: batch }, { items })),
		);
		expect(runs.map(({ words }) => words)).toEqual(['', '']);
		const all = runs.flatMap(({ jsons }) => jsons);
		expect(new Set(all.map(({ _id }) => _id)).size).toBe(1);
		expect(all.filter(({ duplicate }) => duplicate !== true)).toHaveLength(1);
		expect(await stored()).toBe(1);
	});

	it('is one receipt also two days later, and another one when the look-back is over', async () => {
		const one = await create({ orderNumber: '10045' });
		await kit.bench.control('clock', { advanceMs: 2 * 86_400_000 });
		const two = await create({ orderNumber: '10045' });
		expect(two.jsons[0]).toMatchObject({ _id: one.jsons[0]?._id, duplicate: true });
		const created = '2026-01-02T12:00:00';
		const old = await create({ orderNumber: '7', additionalFields: { created } });
		expect(old.words).toBe('');
		// Its own time counts: it is found although it lies far back.
		const again = await create({ orderNumber: '7', additionalFields: { created } });
		expect(again.jsons[0]).toMatchObject({ _id: old.jsons[0]?._id, duplicate: true });
		const lost = await create({ orderNumber: '7' });
		expect(lost.jsons[0]).not.toHaveProperty('duplicate');
		expect(await stored()).toBe(3);
	});

	it('reads the list once for many items', async () => {
		const items = Array.from({ length: 6 }, (_, index) => ({ number: `B${index}` }));
		const { jsons, items: out } = await create({ orderNumber: '={{ $json.number }}' }, { items });
		expect(jsons.map((json) => referenceOf(json))).toEqual(items.map(({ number }) => number));
		expect(pairs(out)).toEqual([0, 1, 2, 3, 4, 5]);
		const sent = await methods();
		// Nothing was there: one empty page, and one more look after the first receipt. Each other one is counted
		// before and after, whether somebody else has printed.
		expect(sent.filter((one) => one === 'GET /receipts/count')).toHaveLength(11);
		expect(sent.filter((one) => one === 'GET /receipts').length).toBeLessThanOrEqual(4);
		expect(await stored()).toBe(6);
	});

	it('reads the list again when somebody else has printed meanwhile', async () => {
		await create({ orderNumber: 'A' });
		await kit.bench.mark();
		// While the first item's answer is on its way, another program prints the second item's order.
		await fault({ kind: 'slow', held: true });
		const running = create(
			{ orderNumber: '={{ $json.number }}' },
			{ items: [{ number: 'B' }, { number: 'C' }] },
		);
		while ((await posts()).length === 0);
		await printElsewhere('C');
		await kit.bench.control('release', {});
		const run = await running;
		expect(run.words).toBe('');
		expect(run.jsons.map(({ duplicate }) => duplicate)).toEqual([undefined, true]);
		expect(await stored()).toBe(3);
	});

	it('says so when a receipt of this order was cancelled', async () => {
		const { jsons } = await create({ orderNumber: '10045' });
		await cancel(jsons[0]?.receiptNumber);
		const again = await create({ orderNumber: '10045' });
		expect(again.jsons[0]?.duplicate).toBe(true);
		expect(again.hints.join()).toContain('was printed and canceled');
	});

	it('recovers a lost answer like any other, and finds a duplicate afterwards', async () => {
		await fault({ kind: 'resetAfter' });
		const { jsons } = await create({ orderNumber: '10045' });
		expect(jsons[0]?.recovered).toBe(true);
		expect((await create({ orderNumber: '10045' })).jsons[0]?.duplicate).toBe(true);
		expect(await stored()).toBe(1);
	});
});

describe("n8n's own ways to try again", () => {
	const three = { items: [{ price: 1 }, { price: 2 }, { price: 3 }] };
	const list =
		"={{ JSON.stringify([{ itemId: 9, nameLong: 'Kaffee', nameShort: 'K', groupId: 1, groupName: 'Bar', amount: 1, priceOne: $json.price, vat: 20 }]) }}";

	it('"Retry On Fail": items that had succeeded are not printed again', async () => {
		await first();
		// The second item is refused in the first try.
		await fault({ kind: 'status', status: 400, body: { error: true, msg: 'busy' }, after: 1 });
		const { words, jsons } = await create({ itemsJson: list }, { ...three, maxTries: 3 });
		expect(words).toBe('');
		expect(jsons.map(({ price }) => price)).toEqual([1, 2, 3]);
		expect(jsons.map(({ recovered }) => recovered)).toEqual([true, undefined, undefined]);
		expect(await stored()).toBe(4);
	});

	it('"Retry On Fail" with "continue": the same when the first item is the one that failed', async () => {
		await first();
		await fault({ kind: 'status', status: 400, body: { error: true, msg: 'busy' } });
		const { jsons } = await create(
			{ itemsJson: list },
			{ ...three, maxTries: 2, onError: 'continueRegularOutput' },
		);
		expect(jsons.map(({ price }) => price)).toEqual([1, 2, 3]);
		expect(jsons.map(({ recovered }) => recovered)).toEqual([undefined, true, true]);
		expect(await stored()).toBe(4);
	});

	it('"Retry execution": looks for what was left open, and prints only the rest', async () => {
		await first();
		await kit.bench.control('faults', [
			{ kind: 'resetAfter', method: 'POST', path: '/receipts$', after: 1 },
			{ kind: 'status', status: 403, method: 'GET', path: '/receipts$' },
		]);
		const failed = await create({ itemsJson: list }, { ...three, keepData: true });
		expect(failed.error?.context?.outcomeUnknown).toBe(true);
		expect(await stored()).toBe(3);
		const retried = await create(
			{ itemsJson: list },
			{ mode: 'retry', retryOf: failed.data as IDataObject },
		);
		expect(retried.words).toBe('');
		expect(retried.jsons.map(({ price }) => price)).toEqual([1, 2, 3]);
		expect(retried.jsons.map(({ recovered }) => recovered)).toEqual([true, true, undefined]);
		expect(await stored()).toBe(4);
	});

	it('a canceled execution that is retried looks for its receipt first', async () => {
		await first();
		await fault({ kind: 'hang', commit: true });
		const canceled = await create({}, { cancelOnceStruck: true, keepData: true });
		expect(canceled.status).toBe('canceled');
		expect(await stored()).toBe(2);
		const retried = await create({}, { mode: 'retry', retryOf: canceled.data as IDataObject });
		expect(retried.words).toBe('');
		expect(retried.jsons[0]).toMatchObject({ recovered: true });
		expect(await stored()).toBe(2);
	});
});

describe('cancellations', () => {
	it('are printed once: an existing one comes back', async () => {
		const receipt = await first();
		const one = await cancel(receipt?.receiptNumber);
		expect(one.words).toBe('');
		expect(one.jsons[0]?.cancellation).toEqual({ receiptNumber: receipt?.receiptNumber });
		expect((await posts()).map(({ body }) => body)).toEqual([
			{ cancellation: { receiptNumber: receipt?.receiptNumber } },
		]);
		const two = await cancel(receipt?.receiptNumber);
		expect(two.jsons[0]).toMatchObject({ _id: one.jsons[0]?._id, duplicate: true });
		expect(await stored()).toBe(2);
	});

	it('are found after a lost answer', async () => {
		const receipt = await first();
		await fault({ kind: 'resetAfter' });
		const { jsons } = await cancel(receipt?.receiptNumber);
		expect(jsons[0]).toMatchObject({ recovered: true });
		expect(await stored()).toBe(2);
	});

	it('are sent again only where the list shows cancellations', async () => {
		const [a, b] = [await first(), await first()];
		await fault({ kind: 'resetBefore' });
		const unknown = await cancel(a?.receiptNumber);
		expect(unknown.error?.description).toContain('It is not known');
		expect(unknown.error?.description).toContain(`whether receipt ${String(a?.receiptNumber)}`);
		expect((await cancel(b?.receiptNumber)).words).toBe('');
		await fault({ kind: 'resetBefore' });
		expect((await cancel(a?.receiptNumber)).words).toBe('');
		expect(await stored()).toBe(4);
	});

	it('are one when two executions cancel the same receipt at once', async () => {
		const receipt = await first();
		const runs = await Promise.all([1, 2].map(async () => await cancel(receipt?.receiptNumber)));
		expect(runs.map(({ words }) => words)).toEqual(['', '']);
		expect(await stored()).toBe(2);
	});

	it('of a cancellation, or of no receipt, are errors before anything is printed', async () => {
		const receipt = await first();
		const { jsons } = await cancel(receipt?.receiptNumber);
		await kit.bench.mark();
		const [storno] = jsons;
		expect((await cancel(storno?.receiptNumber)).words).toContain(
			'is the number of a cancellation',
		);
		expect((await cancel('1-999')).words).toContain('There is no receipt 1-999.');
		expect(await posts()).toEqual([]);
	});
});

describe('the token of the till', () => {
	const dropped = async () => {
		await kit.bench.reset();
		expect((await read()).words).toContain('there is no cash-register token');
		await kit.bench.mark();
	};
	const tokenCalls = async () =>
		(await kit.bench.control<{ tokenCallsByKind: { create: number } }>('state?vendor=kassandro'))
			.tokenCallsByKind.create;

	it('is created once when two executions start at the same moment, and both work', async () => {
		await dropped();
		const more = { credential: { logInToTill: true } };
		const runs = await Promise.all([
			create({ orderNumber: 'A' }, more),
			create({}, more),
			create({ orderNumber: 'B' }, more),
		]);
		expect(runs.map(({ words }) => words)).toEqual(['', '', '']);
		expect(await tokenCalls()).toBe(1);
		expect(await stored()).toBe(3);
	});

	it('is not created unless the credential allows it', async () => {
		await dropped();
		const { words } = await create();
		expect(words).toContain('Log In to the Till If Needed');
		expect(await tokenCalls()).toBe(0);
	});

	it('of a locked till: an error that names it and the next step', async () => {
		await dropped();
		const register = kit.bench.ready.kassandro.merchants[0]?.registers[0];
		await kit.bench.control('config', { kassandroLockedRegisters: [register] });
		const { words } = await create({}, { credential: { logInToTill: true } });
		expect(words).toContain(`register ${register}`);
		expect(words).toMatch(/log out at the till/i);
		expect(await stored()).toBe(0);
	});
});
