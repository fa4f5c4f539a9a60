/** Attaching a file, on a receipt in memory: at most once, whatever happens to the answer. */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../../nodes/Kassandro/api';
import { upload } from '../../../../nodes/Kassandro/attachments/upload';
import { attachment } from '../../../../nodes/Kassandro/resources/attachment';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { Tries, failureOf } from '../../../support/n8n/tries';
import type { CallSetup } from '../../../support/n8n/tries';

const endpoint = attachment.endpoints.find(({ value }) => value === 'upload');
const NAMES = { file: 'File', fileName: 'File Name', receiptNumber: 'Receipt Number' };
const HOST = 'https://shop.test';
const POST = 'POST /receiptattachment';
const PROOF = 'GET /paymentmethods';
const RECEIPT = 'GET /receipts/11-1';

/** A receipt with files, and what the next uploads do; they attach and answer where nothing is told. */
class Shop {
	readonly files: Buffer[] = [];

	next: Array<'refuse' | '401' | 'lose before' | 'lose after' | 'another' | 'say nothing'> = [];

	/** Requests that fail. */
	failing: string[] = [];

	/** Where the files of the receipt lie. */
	folder = '/cdn/';

	/** Of each request, how it may have its token and what it holds. */
	readonly sent: string[] = [];

	readonly tries = new Tries(kassandro, endpoint!, { baseUrl: `${HOST}/v1.0` });

	constructor() {
		this.tries.answer = (request) => this.answer(request);
	}

	private answer(request: ApiRequest): unknown {
		const { method, path, url, raw, mayCreateToken, mayFollow } = request;
		const { tries } = this;
		const follows = ['/cdn/x', '/logout'].filter((to) => mayFollow?.(new URL(to, HOST)));
		this.sent.push([mayCreateToken, raw?.content.toString(), ...follows].join(' '));
		if (this.failing.includes(path) || (url && this.failing.includes('file'))) {
			throw tries.failure('the look failed');
		}
		if (url) {
			const content = this.files[Number(url.slice(-1))]!;
			return request.receive?.({ content, headers: {}, url });
		}
		if (method !== 'POST') {
			const attachmentUrls = this.files.map((_file, n) => `${this.folder}${n}`);
			return path.startsWith('/receipts/')
				? { _id: 'r', receiptNumber: '11-1', attachmentUrls }
				: [];
		}
		const what = this.next.shift();
		if (what === 'refuse') throw tries.failure('too large');
		if (what === '401') throw tries.failure('no', { status: 401, tokenRefused: true });
		if (what === 'lose before') throw tries.lost();
		this.files.push(Buffer.from(what === 'another' ? 'two' : 'one'));
		if (what === 'lose after' || what === 'another') throw tries.lost();
		return what === 'say nothing' ? {} : { error: false, msg: 'done' };
	}

	async upload(
		number = true,
		setup: CallSetup = {},
		content = 'one',
	): Promise<IDataObject | undefined> {
		const call = this.tries.retry().call({
			content: Buffer.from(content),
			body: { receiptId: 'r', file: 'data' },
			options: number ? { receiptNumber: '11-1' } : {},
			...setup,
		});
		const [item] = await upload(call, NAMES);
		return item;
	}

	get note(): unknown {
		return (this.tries.context.kassa as IDataObject | undefined)?.['0:0'];
	}
}

let shop: Shop;
beforeEach(() => {
	shop = new Shop();
});

const noted = (state: string) => ({ content: expect.stringMatching(/^\w{32}$/), state });
const recovered = { receipt: expect.objectContaining({ _id: 'r' }), recovered: true };

describe('a file that is attached', () => {
	it('is proved first, noted, sent, and noted as done', async () => {
		const item = await shop.upload(false);
		expect(item).toEqual({ error: false, msg: 'done' });
		expect(shop.tries.log).toEqual([PROOF, POST]);
		expect(shop.note).toEqual({ ...noted('done'), item });
	});

	it.each([
		['under its own name', {}, 'a.pdf'],
		['under the name that is given', { fileName: 'Rechnung 7.pdf' }, 'Rechnung 7.pdf'],
	])('goes to its receipt %s, and never logs in to a till', async (_name, options, fileName) => {
		await shop.upload(false, { options });
		const [proof, post = ''] = shop.sent;
		expect(proof).toBe('false ');
		expect(post).toMatch(/^false .*name="receiptId"\r\n\r\nr\r\n/s);
		expect(post).toContain(`name="file"; filename="${fileName}"`);
		expect(post).toMatch(/application\/pdf\r\n\r\none\r\n/);
	});

	it('under a name that Kassandro does not take is not sent: the error names the field', async () => {
		const options = { fileName: 'a.exe' };
		const binary = await failureOf(shop.upload(false, { options }));
		expect(binary).toMatchObject({ parameter: 'File Name' });
		expect(shop.tries.log).toEqual([]);
	});

	it('is proved once for all items of a try', async () => {
		const setups = [0, 1].map((itemIndex) => ({
			itemIndex,
			body: { receiptId: 'r', file: 'data' },
			content: Buffer.from('one'),
		}));
		for (const setup of setups) await upload(shop.tries.call(setup), NAMES);
		expect(shop.tries.log).toEqual([PROOF, POST, POST]);
	});

	it('needs no other proof where its receipt is read', async () => {
		await shop.upload();
		expect(shop.tries.log).toEqual([RECEIPT, POST]);
	});

	it('comes back as it was in a retry', async () => {
		const item = await shop.upload(false);
		expect(await shop.upload(false)).toEqual(item);
		expect(shop.tries.count(POST)).toBe(1);
	});

	it('is free again after a refusal', async () => {
		shop.next = ['refuse'];
		expect((await failureOf(shop.upload())).message).toContain('too large');
		expect(shop.note).toBeUndefined();
		await shop.upload();
		expect(shop.files).toHaveLength(1);
	});

	it('is not sent where the token cannot be proved', async () => {
		shop.failing = ['/paymentmethods'];
		await failureOf(shop.upload(false));
		expect([shop.note, shop.tries.count(POST)]).toEqual([undefined, 0]);
	});

	it('is not sent to another receipt than that of the number', async () => {
		const body = { receiptId: 'other', file: 'data' };
		expect(await failureOf(shop.upload(true, { body }))).toMatchObject({
			parameter: 'Receipt Number',
			problem: '(11-1) is the number of another receipt than the one with the ID other',
			advice: 'Correct one of them, or leave the number empty; nothing was attached.',
		});
		expect(shop.tries.log).toEqual([RECEIPT]);
	});

	it('another file of the same item is sent as well', async () => {
		await shop.upload(false);
		await shop.upload(false, {}, 'two');
		expect(shop.tries.count(POST)).toBe(2);
	});
});

describe('a token that was refused', () => {
	it('without a number: is proved, and the file goes out once more', async () => {
		shop.next = ['401'];
		expect(await shop.upload(false)).toEqual({ error: false, msg: 'done' });
		expect(shop.tries.log).toEqual([PROOF, POST, PROOF, POST]);
	});

	it('with a number: the receipt is looked at instead', async () => {
		shop.next = ['401'];
		await shop.upload();
		expect(shop.tries.log).toEqual([RECEIPT, POST, RECEIPT, POST]);
	});

	it('twice: is the failure, and the file is free', async () => {
		shop.next = ['401', '401'];
		await failureOf(shop.upload());
		expect([shop.note, shop.tries.count(POST)]).toEqual([undefined, 2]);
	});

	it('then an answer that is lost: stays unknown', async () => {
		shop.next = ['401', 'lose after'];
		const failure = await failureOf(shop.upload());
		expect(failure.context?.outcomeUnknown).toBe(true);
		expect(shop.note).toEqual(noted('sending'));
		expect(shop.tries.log).toEqual([RECEIPT, POST, RECEIPT, POST]);
	});

	it('and a look that fails: that failure, and it is not sent again', async () => {
		shop.next = ['401'];
		const call = shop.upload();
		shop.tries.log.length = 0;
		const { answer } = shop.tries;
		shop.tries.answer = (request) => {
			if (request.method === 'POST') shop.failing = ['/receipts/11-1'];
			return answer(request);
		};
		expect((await failureOf(call)).message).toContain('the look failed');
		expect(shop.note).toEqual(noted('sending'));
	});

	it('and a proof that fails: that failure, and the file is free', async () => {
		shop.next = ['401'];
		const { answer } = shop.tries;
		shop.tries.answer = (request) => {
			if (request.method === 'POST') shop.failing = ['/paymentmethods'];
			return answer(request);
		};
		expect((await failureOf(shop.upload(false))).message).toContain('the look failed');
		expect(shop.note).toBeUndefined();
	});
});

describe('an answer that is lost', () => {
	it('is looked for, and found', async () => {
		shop.next = ['lose after'];
		expect(await shop.upload()).toEqual(recovered);
		expect(shop.tries.log).toEqual([RECEIPT, POST, RECEIPT, 'GET /0']);
		expect(shop.note).toEqual({ ...noted('done'), item: recovered });
	});

	const BROKEN = 'the connection broke off';
	it.each<[string, boolean, 'lose before' | 'lose after' | 'say nothing', string]>([
		['not there (yet)', true, 'lose before', BROKEN],
		['of which no number is known', false, 'lose after', BROKEN],
		[
			'that says nothing',
			false,
			'say nothing',
			'the answer does not say that the file was attached',
		],
	])('%s: stays unknown, and is never sent again', async (_name, number, what, words) => {
		shop.next = [what];
		const failure = await failureOf(shop.upload(number));
		expect(failure.message).toContain(words);
		expect(failure.context?.outcomeUnknown).toBe(true);
		const again = await failureOf(shop.upload(number));
		expect(again.message).toContain('an earlier try may have attached the file');
		expect(again.description).toContain('If the file is not there, start a new execution for it.');
		expect(again.context?.outcomeUnknown).toBe(true);
		expect(shop.tries.count(POST)).toBe(1);
		expect(shop.note).toEqual(noted('sending'));
	});

	it('that says nothing: the error says what to do', async () => {
		shop.next = ['say nothing'];
		const failure = await failureOf(shop.upload(false));
		expect(failure.description).toContain('Look at the receipt in Kassandro before you run it');
	});

	it.each<[string, (shop: Shop) => void]>([
		[
			'one that was there before, with the same bytes,',
			({ files }) => files.push(Buffer.from('one')),
		],
		['one outside of the folder of attachments', (it) => (it.folder = '/logout?')],
		['one at a host of the inner network', (it) => (it.folder = 'http://10.0.0.1/cdn/')],
	])('is not taken for found by %s', async (_name, prepare) => {
		prepare(shop);
		shop.next = [shop.files.length > 0 ? 'lose before' : 'lose after'];
		const failure = await failureOf(shop.upload());
		expect(failure.context?.outcomeUnknown).toBe(true);
		expect(shop.tries.log).toEqual([RECEIPT, POST, RECEIPT]);
	});

	it('is not taken for found by a file with other bytes that came meanwhile', async () => {
		shop.next = ['another'];
		expect((await failureOf(shop.upload())).context?.outcomeUnknown).toBe(true);
		expect(shop.tries.log.at(-1)).toBe('GET /0');
	});

	it('is found among others, and no address outside of their folder is followed', async () => {
		shop.files.push(Buffer.from('before'));
		shop.next = ['lose after'];
		expect(await shop.upload()).toEqual(recovered);
		expect(shop.tries.log.at(-1)).toBe('GET /1');
		expect(shop.sent.at(-1)).toBe('  /cdn/x');
	});

	it('and a look that fails: what is known of the upload counts more', async () => {
		shop.next = ['lose after'];
		shop.failing = ['file'];
		expect((await failureOf(shop.upload())).message).toContain('the connection broke off');
	});

	it('where the process ended in the middle: a retry finds it, and knows it from then on', async () => {
		shop.next = ['lose after'];
		shop.failing = ['file'];
		await failureOf(shop.upload());
		shop.failing = [];
		expect(await shop.upload()).toEqual(recovered);
		shop.failing = ['file'];
		expect(await shop.upload()).toEqual(recovered);
		expect(shop.tries.count(POST)).toBe(1);
	});

	it('where the process ended in the middle, and a retry cannot look: stays unknown', async () => {
		shop.next = ['lose after'];
		shop.failing = ['file'];
		await failureOf(shop.upload());
		const again = await failureOf(shop.upload());
		expect(again.message).toContain('an earlier try may have attached the file');
		expect(shop.tries.count(POST)).toBe(1);
	});

	it('of an AI agent, beside other files: neither takes the place of the other', async () => {
		await shop.upload(false, { toolRun: 0 });
		await shop.upload(false, { toolRun: 1 });
		expect(shop.files).toHaveLength(2);
		shop.next = ['lose after'];
		await failureOf(shop.upload(false, { toolRun: 2 }, 'two'));
		await shop.upload(false, { toolRun: 3 }, 'three');
		await failureOf(shop.upload(false, { toolRun: 4 }, 'two'));
		expect(shop.tries.count(POST)).toBe(4);
	});

	it('of an AI agent: its next try with another run index finds the note', async () => {
		shop.next = ['lose after'];
		await failureOf(shop.upload(false, { toolRun: 0 }));
		const again = await failureOf(shop.upload(false, { toolRun: 1 }));
		expect(again.message).toContain('an earlier try may have attached the file');
		expect(shop.files).toHaveLength(1);
	});
});
