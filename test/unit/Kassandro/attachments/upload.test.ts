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
const POST = 'POST /receiptattachment';
const PROOF = 'GET /paymentmethods';
const RECEIPT = 'GET /receipts/11-1';

/** A receipt with files, and what the next uploads do; they attach and answer where nothing is told. */
class Shop {
	readonly files: Buffer[] = [];

	next: Array<'refuse' | '401' | 'lose before' | 'lose after' | 'say nothing'> = [];

	/** Requests that fail. */
	failing: string[] = [];

	readonly tries = new Tries(kassandro, endpoint!, { baseUrl: 'https://shop.test/v1.0' });

	constructor() {
		this.tries.answer = (request) => this.answer(request);
	}

	private answer({ method, path, url }: ApiRequest): unknown {
		const { tries } = this;
		if (this.failing.includes(path) || (url && this.failing.includes('file'))) {
			throw tries.failure('the look failed');
		}
		if (url) return this.files[Number(url.slice(-1))];
		if (method !== 'POST') {
			const attachmentUrls = this.files.map((_file, n) => `/cdn/${n}`);
			return path.startsWith('/receipts/')
				? { _id: 'r', receiptNumber: '11-1', attachmentUrls }
				: [];
		}
		const what = this.next.shift();
		if (what === 'refuse') throw tries.failure('too large');
		if (what === '401') throw tries.failure('no', { status: 401, tokenRefused: true });
		if (what === 'lose before') throw tries.lost();
		this.files.push(Buffer.from('one'));
		if (what === 'lose after') throw tries.lost();
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
		expect((await failureOf(shop.upload(true, { body }))).message).toContain('another receipt');
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

	it.each<[string, boolean, 'lose before' | 'lose after' | 'say nothing']>([
		['not there (yet)', true, 'lose before'],
		['of which no number is known', false, 'lose after'],
		['that says nothing', false, 'say nothing'],
	])('%s: stays unknown, and is never sent again', async (_name, number, what) => {
		shop.next = [what];
		const failure = await failureOf(shop.upload(number));
		expect(failure.context?.outcomeUnknown).toBe(true);
		const again = await failureOf(shop.upload(number));
		expect(again.message).toContain('an earlier try may have attached the file');
		expect(shop.tries.count(POST)).toBe(1);
		expect(shop.note).toEqual(noted('sending'));
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

	it('of an AI agent: its next try with another run index finds the note', async () => {
		shop.next = ['lose after'];
		await failureOf(shop.upload(false, { toolRun: 0 }));
		const again = await failureOf(shop.upload(false, { toolRun: 1 }));
		expect(again.message).toContain('an earlier try may have attached the file');
		expect(shop.files).toHaveLength(1);
	});
});
