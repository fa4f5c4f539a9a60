/** A hostile server can't hold n8n: every request has an end, and every answer has a size. */
import type { NodeCall } from '../support/n8n/bench';
import type { BehaviourName, HostileOptions } from '../support/vendors/hostile';
import { hostileBench } from '../support/n8n/hostileBench';
import type { HostileBench } from '../support/n8n/hostileBench';
import { hurry } from '../support/n8n/kassa';

let kit: HostileBench;

/** A limit that no test waits for. */
const NEVER_MS = 150_000;

const howItEnds = (behaviour: BehaviourName): string =>
	behaviour === 'drip' ? 'had not ended' : 'did not answer in time';

beforeAll(async () => {
	kit = await hostileBench();
});

afterEach(async () => {
	// What was given up is closed, too.
	for (let turn = 0; kit.server.connections() > 0 && turn < 200; turn++) {
		await fetch(`${kit.server.origin}/none`, { headers: { Connection: 'close' } });
	}
	expect(kit.server.connections()).toBe(0);
});

/** One read of each system, with the path that it asks for. */
const READS: Array<NodeCall & { system: string; path: string }> = [
	{
		system: 'CassaNova',
		authentication: 'apiKey',
		operation: 'salesPoint.getAll',
		path: '/salespoint$',
	},
	{
		system: 'KassaForte',
		authentication: 'basicAuth',
		operation: 'shop.getInfos',
		path: '/v1/infos$',
	},
	{
		system: 'Kassandro',
		authentication: 'accountToken',
		operation: 'paymentMethod.getAll',
		path: '/paymentmethods$',
	},
];
const [cassaNova] = READS as [(typeof READS)[0]];

const download: NodeCall = {
	authentication: 'accountToken',
	operation: 'attachment.download',
};
const FILE = '/cdn/';

const asks = async (call: NodeCall) => await kit.bench.run(call);
const withUrl = () => ({ downloadBy: 'url', url: `${kit.server.origin}/cdn/file.pdf` });

describe('an answer that is too large', () => {
	it.each<[BehaviourName, HostileOptions]>([
		['endlessJson', {}],
		['endlessValues', {}],
		['contentLengthHuge', {}],
		['large', { bytes: 65 * 1024 * 1024 }],
		['gzipBomb', {}],
		['brotliBomb', {}],
		['deflateBomb', {}],
	])('is not taken: %s', async (behaviour, options) => {
		kit.answer({ path: cassaNova.path, behaviour, options });
		const { error, items } = await asks(cassaNova);
		expect(items).toEqual([]);
		const most = behaviour === 'endlessValues' ? '64 MB in memory' : '16 MB in one text';
		expect(error?.message).toBe(
			`CassaNova could not get many shops: the answer is larger than ${most} (${kit.server.origin})`,
		);
		expect(error?.description).toContain('Ask for less at once');
	});

	it('is not taken: many small values', async () => {
		kit.answer({
			path: cassaNova.path,
			behaviour: 'manyValues',
			options: { bytes: 8 * 1024 * 1024 },
		});
		const { error } = await asks(cassaNova);
		expect(error?.message).toContain('the answer is larger than 64 MB in memory');
	});

	it.each(READS)('is not taken: $system', async (read) => {
		kit.answer({ path: read.path, behaviour: 'brotliBomb' });
		const { error } = await asks(read);
		expect(error?.message).toContain(`${read.system} could not`);
		expect(error?.message).toContain('the answer is larger than 16 MB in one text');
	});

	it('is not waited for where it is a refusal: that stands', async () => {
		kit.answer({ path: cassaNova.path, behaviour: 'brotliBomb', options: { status: 403 } });
		const { error } = await asks(cassaNova);
		expect(error?.message).toContain('the server answered with status 403');
	});

	it('is not taken for a token', async () => {
		kit.answer({ path: '/apikey/token$', behaviour: 'endlessJson' });
		const { words } = await asks({ ...cassaNova, credential: { apiKey: 'another-key' } });
		expect(words).toContain('the answer is larger than 8 MB, which is no token');
	});

	it.each<[BehaviourName]>([['endlessJson'], ['brotliBomb'], ['contentLengthHuge']])(
		'is not taken for a file: %s',
		async (behaviour) => {
			kit.answer({ path: FILE, behaviour, options: { type: 'application/pdf' } });
			const { error } = await asks({ ...download, parameters: withUrl() });
			expect(error?.message).toContain('the answer is larger than 6 MB');
		},
	);
});

it('an order whose refusal breaks off is not known to be refused: anybody in between may have said it', async () => {
	kit.answer({ path: '/order$', behaviour: 'breakOff', options: { status: 409 } });
	const { error } = await asks({
		authentication: 'basicAuth',
		operation: 'order.create',
		mode: 'trigger',
		parameters: { order: JSON.stringify({ items: [] }) },
	});
	expect(error?.message).toContain('outcome unknown');
});

describe('a large answer', () => {
	it('is taken', async () => {
		kit.answer({
			path: READS[1]?.path ?? '',
			behaviour: 'large',
			options: { bytes: 16 * 1024 * 1024 },
		});
		const { items } = await asks(READS[1] as NodeCall);
		expect(String(items[0]?.json.text).length).toBe(16 * 1024 * 1024);
	});

	it('is taken for a file', async () => {
		const bytes = 5 * 1024 * 1024;
		kit.answer({ path: FILE, behaviour: 'large', options: { bytes, type: 'application/pdf' } });
		const { items } = await asks({ ...download, parameters: withUrl() });
		expect(items[0]?.binary?.data?.bytes).toBe(bytes + 11);
	});
});

describe('an answer without an end', () => {
	const SILENT: BehaviourName[] = ['stallBeforeHead', 'stallAfterHead', 'stallAfterFirstByte'];
	/** One of the two limits only, so that a slow machine doesn't choose which of them is met. */
	const hurryFor = async (behaviour: BehaviourName) =>
		await (behaviour === 'drip' ? hurry(NEVER_MS, 2_000) : hurry(150, NEVER_MS));

	it.each(READS)('$system: silence ends', async (read) => {
		for (const behaviour of SILENT) {
			await hurryFor(behaviour);
			kit.answer({ path: read.path, behaviour });
			const { error } = await asks(read);
			expect([behaviour, error?.message]).toEqual([
				behaviour,
				expect.stringContaining('the server did not answer in time'),
			]);
		}
	});

	it.each(READS)('$system: a drip ends, and is not asked for again', async (read) => {
		await hurryFor('drip');
		kit.answer({ path: read.path, behaviour: 'drip' });
		const before = kit.server.seen().length;
		const { error } = await asks(read);
		expect(error?.message).toContain('the answer had not ended after 2 seconds');
		expect(
			kit.server
				.seen()
				.slice(before)
				.filter((line) => new RegExp(read.path).test(line)),
		).toHaveLength(1);
	});

	it.each<BehaviourName>([...SILENT, 'drip'])('a file ends: %s', async (behaviour) => {
		await hurryFor(behaviour);
		kit.answer({ path: FILE, behaviour, options: { type: 'application/pdf' } });
		const { error } = await asks({ ...download, parameters: withUrl() });
		expect(error?.message).toContain(howItEnds(behaviour));
	});

	it.each<BehaviourName>([...SILENT, 'drip'])(
		'a token ends for all that wait for it, and the next run has one: %s',
		async (behaviour) => {
			await hurryFor(behaviour);
			const credential = { apiKey: `key-of-${behaviour}` };
			kit.answer({ path: '/apikey/token$', behaviour });
			const runs = await Promise.all(
				[1, 2, 3].map(async () => await asks({ ...cassaNova, credential })),
			);
			for (const { words } of runs) expect(words).toContain(howItEnds(behaviour));
			await hurry(NEVER_MS, NEVER_MS);
			kit.answer({
				path: cassaNova.path,
				behaviour: 'json',
				options: { body: { salesPoint: [] } },
			});
			expect((await asks({ ...cassaNova, credential })).words).toBe('');
		},
	);
});

describe('canceling', () => {
	beforeEach(async () => {
		await hurry(NEVER_MS, NEVER_MS);
	});

	/** True once something was asked for after this call. */
	const asksAnew = (path: RegExp) => {
		const before = kit.server.seen().length;
		return async () =>
			await Promise.resolve(
				kit.server
					.seen()
					.slice(before)
					.some((line) => path.test(line)),
			);
	};

	it.each<BehaviourName>(['stallBeforeHead', 'drip'])(
		'ends a request at once: %s',
		async (behaviour) => {
			kit.answer({ path: '/salespoint$', behaviour });
			const { status } = await asks({ ...cassaNova, cancelWhen: asksAnew(/salespoint$/) });
			expect(status).toBe('canceled');
		},
	);

	it('ends the wait for a token at once, and nobody else’s', async () => {
		kit.answer({ path: '/apikey/token$', behaviour: 'drip' });
		const credential = { apiKey: 'key-that-many-share' };
		const isAsked = asksAnew(/apikey\/token/);
		let isOver = false;
		let isEnough = false;
		const waits = asks({
			...cassaNova,
			credential,
			cancelWhen: async () => await Promise.resolve(isEnough),
		}).finally(() => (isOver = true));
		const { status } = await asks({
			...cassaNova,
			credential,
			cancelWhen: isAsked,
		});
		expect([status, isOver]).toEqual(['canceled', false]);
		// The other one's request for the token goes on.
		expect(kit.server.connections()).toBeGreaterThan(0);
		isEnough = true;
		expect((await waits).status).toBe('canceled');
	});
});
