/** The control API under /__sandbox, the same on every vendor's port. */
import { Router, json, type ErrorRequestHandler, type Request } from 'express';
import { FLAWS, type BooksQuery } from '../books/book.mts';
import { KASSANDRO_SHAPES, SHAPES, type BooksOptions } from '../books/calendar.mts';
import type { Shared } from './shared.mts';
import type { GenerateOptions, TotalsQuery, Vendor, VendorName } from './vendor.mts';

/** A control call that makes no sense; answered with 400 and its text. */
class ControlError extends Error {}

const text = (value: unknown): string | undefined =>
	typeof value === 'string' ? value : undefined;

function vendorOf(shared: Shared, name: unknown): Vendor {
	const vendor = shared.vendor(String(name));
	if (!vendor) throw new ControlError(`unknown vendor: ${String(name)}`);
	return vendor;
}

function bodyOf(request: Request): Record<string, unknown> {
	return (request.body ?? {}) as Record<string, unknown>;
}

/**
 * Routes:
 * - POST reset {seed?}
 * - GET log ?vendor&path, DELETE log
 * - GET defects
 * - POST latency {ms, vendor?}
 * - POST faults (one or a list), DELETE faults; POST release {count?}: what
 *   faults hold goes on, the oldest first
 * - POST config {switch: value}, GET config
 * - POST clock {now: ISO text or milliseconds} or {advanceMs}
 * - POST expire {vendor}: all access tokens become invalid
 * - POST generate {vendor, merchant?, count?, from, to, seed?, timeZone?, options?} → {created}
 * - POST act {vendor, action, …}: what a vendor can do besides
 * - POST books {vendor, month: YYYY-MM, merchant?, seed?, perDay?, rateChange?, offline?, hideLate?,
 *   flaws?, shapes?} → {created}: a month that has everything that is hard to keep books of
 * - GET books ?vendor&merchant&place&from&to&dayEndsAt&ends: its truth by business day and place; with
 *   ends=closing (CassaNova) days end with the shops' closings
 * - GET totals ?vendor&merchant&from&to&register&salesPoint&documents: of receipts, or with
 *   documents=all of invoices and credit notes as well
 * - GET state ?vendor
 */
export function createControl(shared: Shared): Router {
	const control = Router();
	control.use(json({ limit: '20mb' }));

	control.post('/reset', (request, response) => {
		const { seed } = bodyOf(request);
		shared.reset(typeof seed === 'number' ? seed : undefined);
		response.json({ seed: shared.seed });
	});
	control.get('/log', (request, response) => {
		const { vendor, path } = request.query;
		response.json(shared.log.list({ vendor: text(vendor), path: text(path) }));
	});
	control.delete('/log', (_request, response) => {
		shared.log.clear();
		response.json({});
	});
	control.get('/defects', (_request, response) => {
		response.json(shared.defects);
	});
	control.post('/latency', (request, response) => {
		const { ms, vendor } = bodyOf(request);
		if (typeof ms !== 'number') throw new ControlError('latency needs ms');
		const names = vendor === undefined ? shared.vendorNames : [vendorOf(shared, vendor).name];
		for (const name of names) shared.latency[name] = ms;
		response.json(shared.latency);
	});
	control.post('/faults', (request, response) => {
		const ordered: unknown[] = Array.isArray(request.body) ? request.body : [request.body];
		try {
			for (const fault of ordered) shared.faults.add(fault);
		} catch (error) {
			throw new ControlError((error as Error).message);
		}
		response.json({ added: ordered.length });
	});
	control.post('/release', (request, response) => {
		const { count } = bodyOf(request) as { count?: number };
		response.json({ released: shared.faults.release(count) });
	});
	control.delete('/faults', (_request, response) => {
		shared.faults.clear();
		response.json({});
	});
	control.get('/config', (_request, response) => {
		response.json(shared.config);
	});
	control.post('/config', (request, response) => {
		for (const name of Object.keys(bodyOf(request))) {
			if (!Object.hasOwn(shared.config, name)) throw new ControlError(`unknown switch: ${name}`);
		}
		response.json(Object.assign(shared.config, request.body));
	});
	control.post('/clock', (request, response) => {
		const { now, advanceMs } = bodyOf(request);
		const target =
			typeof advanceMs === 'number'
				? shared.now() + advanceMs
				: new Date(now as string | number).getTime();
		if (Number.isNaN(target)) throw new ControlError('clock needs now or advanceMs');
		shared.shiftClock(target - Date.now());
		response.json({ now: new Date(shared.now()).toISOString() });
	});
	control.post('/expire', (request, response) => {
		vendorOf(shared, bodyOf(request).vendor).expire?.();
		response.json({});
	});
	control.post('/generate', (request, response) => {
		const { vendor: name, ...options } = bodyOf(request);
		const vendor = vendorOf(shared, name);
		if (!vendor.generate) throw new ControlError(`${vendor.name} has no receipts`);
		const date = /^\d{4}-\d\d-\d\d$/;
		if (!date.test(String(options.from)) || !date.test(String(options.to))) {
			throw new ControlError('generate needs from and to as YYYY-MM-DD');
		}
		response.json({ created: vendor.generate(options as unknown as GenerateOptions) });
	});
	control.post('/books', (request, response) => {
		const { vendor: name, ...options } = bodyOf(request);
		const vendor = vendorOf(shared, name);
		if (!vendor.fillBooks) throw new ControlError(`${vendor.name} has no books`);
		if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(String(options.month))) {
			throw new ControlError('books need a month as YYYY-MM');
		}
		for (const [what, ordered, known] of [
			['flaw', options.flaws, FLAWS],
			['shape', options.shapes, [...SHAPES, ...KASSANDRO_SHAPES]],
		] as Array<[string, unknown, readonly unknown[]]>) {
			const list: unknown[] = Array.isArray(ordered) ? ordered : [];
			const unknown = list.find((one) => !known.includes(one));
			if (unknown !== undefined) throw new ControlError(`unknown ${what}: ${String(unknown)}`);
		}
		response.json({ created: vendor.fillBooks(options as unknown as BooksOptions) });
	});
	control.get('/books', (request, response) => {
		const vendor = vendorOf(shared, request.query.vendor);
		if (!vendor.books) throw new ControlError(`${vendor.name} has no books`);
		response.json(vendor.books(request.query as BooksQuery));
	});
	control.post('/act', async (request, response) => {
		const { vendor: name, action, ...payload } = bodyOf(request);
		const act = vendorOf(shared, name).actions?.[String(action)];
		if (!act) throw new ControlError(`${String(name)} has no action ${String(action)}`);
		try {
			response.json((await act(payload)) ?? {});
		} catch (error) {
			throw new ControlError((error as Error).message);
		}
	});
	control.get('/totals', (request, response) => {
		const vendor = vendorOf(shared, request.query.vendor);
		if (!vendor.totals) throw new ControlError(`${vendor.name} has no receipts`);
		response.json(vendor.totals(request.query as TotalsQuery));
	});
	control.get('/state', (request, response) => {
		if (request.query.vendor !== undefined) {
			response.json(vendorOf(shared, request.query.vendor).state());
			return;
		}
		const all = shared.vendorNames.map((name: VendorName) => [
			name,
			vendorOf(shared, name).state(),
		]);
		response.json(Object.fromEntries(all));
	});
	control.use((request, response) => {
		response.status(404).json({ error: `no control call ${request.method} ${request.path}` });
	});
	const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
		const status = error instanceof ControlError ? 400 : 500;
		response.status(status).json({ error: error instanceof Error ? error.message : String(error) });
	};
	control.use(onError);
	return control;
}
