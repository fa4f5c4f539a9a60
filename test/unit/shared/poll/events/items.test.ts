/** Accounting entries whose lookups fail: one record holds up the others for a while at most. */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import { kassandroEvents } from '../../../../../nodes/Kassandro/triggers';
import { pollApi } from '../../../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../../../nodes/shared/values/memory';
import { createEngine } from '../../../../../nodes/shared/wire/engine';
import type { Reply } from '../../../../support/n8n/host';
import { pollHost } from '../../../../support/n8n/pollHost';
import { Till } from '../../../../support/vendors/till';
import { kassandroApi, saleAt } from '../../../../support/vendors/tillApis';
import type { TillSale } from '../../../../support/vendors/tillApis';

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 2, 5, 11);

let worlds = 0;

/** A trigger for accounting entries; `broken` answers requests that begin to fail. */
function world() {
	let now = BEGIN;
	const broken: Array<{ path: RegExp; reply: () => Reply }> = [];
	const log: string[] = [];
	const environment = {
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
		},
		deadline: () => new AbortController().signal,
		turn: async () => await Promise.resolve(),
		random: () => 0.5,
	};
	const fault = (path: string) => {
		log.push(path);
		return broken.find((one) => one.path.test(path))?.reply();
	};
	const till = new Till<TillSale>({ now: () => now });
	const reply = kassandroApi({ till, now: () => now, fault });
	const data: IDataObject = {};
	const engine = createEngine(environment);
	const shared = { environment, memory: new ProcessMemory() };
	const workflow = `items ${(worlds += 1)}`;
	let number = 0;
	return {
		broken,
		log,
		pass: (minutes: number) => (now += minutes * MINUTE),
		/** A sale, or the cancellation of a receipt that is only known by its number. */
		sell: (cancels?: string) => {
			const { receipt, ...sale } = saleAt(now, (number += 1));
			const items = [{ amount: 1, priceOne: 9.9, vat: 20 }];
			const more = cancels && { cancellation: { receiptNumber: cancels }, items: [], price: 0 };
			till.add([{ ...sale, receipt: { ...receipt, items, ...more } }]);
		},
		poll: async () => {
			const { host } = pollHost({
				data,
				workflow,
				reply,
				credentials: () => ({ token: 'account-token', baseUrl: 'https://tills.example/v1.0' }),
				parameters: [
					{
						authentication: 'accountToken',
						event: 'receiptCreated',
						startFrom: 'now',
						lookBackDays: 1,
						output: 'accounting',
						options: {},
					},
				],
			});
			const items = await pollApi(host, kassandro, kassandroEvents, engine, shared);
			return (items ?? []).flat().map(({ json }) => json);
		},
	};
}

const answer = (status: number) => () => ({ status, body: { error: true, msg: 'not for you' } });
const unreadable = (items: IDataObject[]) => items.filter((item) => 'unreadable' in item).length;

it('an original that nobody knows isn’t at hand, and the cancellation comes all the same', async () => {
	const w = world();
	await w.poll();
	w.pass(1);
	w.sell();
	w.sell('999');
	w.broken.push({ path: /receipts\/999/, reply: answer(400) });
	const items = await w.poll();
	expect([items.length, unreadable(items)]).toEqual([2, 0]);
});

it('an original that the vendor refuses makes one receipt unreadable, and at once', async () => {
	const w = world();
	await w.poll();
	w.pass(1);
	w.sell();
	w.sell('999');
	w.broken.push({ path: /receipts\/999/, reply: answer(403) });
	const items = await w.poll();
	expect(items).toHaveLength(2);
	expect(items.filter((item) => 'unreadable' in item)).toEqual([
		{
			unreadable: expect.stringContaining('not for you'),
			record: expect.objectContaining({ cancellation: { receiptNumber: '999' } }),
		},
	]);
	w.pass(61);
	expect(await w.poll()).toEqual([]);
});

it('an original that fails in passing is waited for, an hour at most', async () => {
	const w = world();
	await w.poll();
	w.pass(1);
	w.sell();
	w.sell('999');
	w.broken.push({ path: /receipts\/999/, reply: answer(503) });
	await expect(w.poll()).rejects.toThrow('not for you');
	w.pass(40);
	await expect(w.poll()).rejects.toThrow('not for you');
	w.pass(25);
	const items = await w.poll();
	expect([items.length, unreadable(items)]).toEqual([2, 1]);
	// What works again is waited for again.
	w.broken.length = 0;
	w.pass(5);
	w.sell('998');
	expect(unreadable(await w.poll())).toBe(0);
	w.broken.push({ path: /receipts\/997/, reply: answer(503) });
	w.pass(5);
	w.sell('997');
	await expect(w.poll()).rejects.toThrow('not for you');
});

it('what all receipts need is waited for, however long it takes', async () => {
	const w = world();
	await w.poll();
	w.pass(1);
	w.sell();
	w.sell('999');
	w.broken.push({ path: /receipts\/999|cashregisters/i, reply: answer(503) });
	for (let hours = 0; hours < 5; hours++) {
		w.log.length = 0;
		await expect(w.poll()).rejects.toThrow('not for you');
		expect(w.log.length).toBeLessThan(20);
		w.pass(60);
	}
	w.broken.length = 0;
	expect(await w.poll()).toHaveLength(2);
});
