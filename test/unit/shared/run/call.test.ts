/** A call, and the calls that are made of it for what a piece of work asks beside its own request. */
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { createCall, newShared } from '../../../../nodes/shared/run/call';
import { runOne } from '../../../../nodes/shared/run/run';
import { findAuthentication, findEndpoint } from '../../../../nodes/shared/table/table';
import type { Endpoint } from '../../../../nodes/shared/table/types';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup } from '../../../support/n8n/host';

const needed = <T>(value: T | undefined): T => {
	if (value === undefined) throw new Error('the table lacks it');
	return value;
};
const taxes = needed(findEndpoint(cassaNova, 'tax', 'getAll', 'apiKey'));
const shops = needed(findEndpoint(cassaNova, 'salesPoint', 'getAll', 'apiKey'));
const authentication = needed(findAuthentication(cassaNova, 'apiKey'));
const input = { path: {}, query: { a: 1 }, body: {}, options: {}, timeZone: 'Europe/Rome' };

/** A call for the taxes; what is asked for beside the token is answered as told. */
function prepare(reply: NonNullable<HostSetup['reply']>) {
	const { host, sent } = fakeHost({
		reply: (request, index) =>
			request.path.endsWith('/token')
				? { body: { access_token: 'a-token-that-fits' } }
				: reply(request, index),
	});
	const failures: unknown[] = [];
	const credentials = { apiKey: 'key-of-the-shop', baseUrl: 'https://shop.example' };
	const call = createCall(
		{ host, api: cassaNova, endpoint: taxes, authentication, credentials, itemIndex: 0, input },
		createEngine(hurried()),
		{ ...newShared(), failed: (error) => failures.push(error) },
	);
	const asked = () => sent.map(({ path }) => path).filter((path) => !path.includes('token'));
	return { call, asked, failures };
}

const refused = { status: 404, body: { message: 'not there' } };

it('asks for something else with another endpoint and input, and stays as it is', async () => {
	const { call, asked } = prepare(() => ({ body: { salesPoint: [] } }));
	const own: Endpoint = { ...shops, route: 'GET /elsewhere' };
	const other = call.with(own, { ...input, query: {} });
	await runOne(other);
	await runOne(call);
	expect(asked()).toEqual(['/elsewhere', '/taxes?a=1']);
	expect([call.endpoint, call.input]).toEqual([taxes, input]);
	expect(other.with(taxes, input).endpoint).toBe(taxes);
});

it('says of a failure beside what the work is for', async () => {
	const { call } = prepare(() => refused);
	await expect(runOne(call.with(shops, input))).rejects.toThrow(
		'CassaNova could not get many taxes: not there',
	);
});

it('gives the answer with its status, or the body alone', async () => {
	const { call } = prepare(() => ({ status: 201, body: { id: 1 } }));
	const request = { method: 'GET', path: '/taxes' } as const;
	expect(await call.ask(request)).toEqual({ kind: 'ok', status: 201, body: { id: 1 } });
	expect(await call.send(request)).toEqual({ id: 1 });
});

it('tells of each request that failed, also of those for a look-up', async () => {
	const { call, failures } = prepare(() => refused);
	await expect(runOne(call)).rejects.toThrow();
	await expect(runOne(call.with(shops, input))).rejects.toThrow();
	await expect(call.readAll(shops)).rejects.toThrow('get many shops: not there');
	expect(failures).toHaveLength(3);
});

it('does once for all items what is shared, and again after a failure', async () => {
	const { call } = prepare(() => ({}));
	let made = 0;
	const make = async () => await Promise.resolve((made += 1));
	expect(
		await Promise.all([call.once('a', make), call.with(shops, input).once('a', make)]),
	).toEqual([1, 1]);
	await expect(call.once('b', async () => await Promise.reject(new Error('no')))).rejects.toThrow();
	expect(await call.once('b', make)).toBe(2);
});
