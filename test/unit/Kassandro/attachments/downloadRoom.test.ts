/** Files count in the room of a run as n8n keeps them: while they arrive, and then as what is left of them. */
import type { BinaryHelperFunctions, IBinaryData, IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../../nodes/Kassandro/api';
import { executeApi } from '../../../../nodes/shared/run/execute';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';

jest.mock('../../../../nodes/shared/values/limits', () => ({
	...jest.requireActual<object>('../../../../nodes/shared/values/limits'),
	MOST_LIST_BYTES: 200_000,
}));

/** With the third of its size that n8n's text of it has more, three fit and four don't. */
const FILE = 45_000;
const PIECE = 5000;

/** A body as n8n hands it on, in pieces. */
function streamOf(content: Buffer, onPiece = () => {}) {
	const listeners = new Map<string, (piece?: Buffer) => void>();
	const listen = (event: string, listener: (piece?: Buffer) => void) => {
		listeners.set(event, listener);
		if (event !== 'end') return;
		void (async () => {
			for (let at = 0; at < content.length && !stream.destroyed; at += PIECE) {
				await Promise.resolve();
				onPiece();
				listeners.get('data')?.(content.subarray(at, at + PIECE));
			}
			if (!stream.destroyed) listeners.get('end')?.();
		})();
	};
	const stream = {
		destroyed: false,
		on: listen,
		once: listen,
		off: () => {},
		pause: () => {},
		resume: () => {},
		destroy: () => {
			stream.destroyed = true;
		},
	};
	return stream;
}

interface Circumstances {
	/** Whether n8n keeps files on its disk. */
	onDisk?: boolean;
	batchSize?: number;
	/** Files that each receipt has. */
	files?: number;
	continueOnFail?: boolean;
}

/** Downloads for one item for each of some parameters. */
async function run(
	items: IDataObject[],
	{ onDisk = false, batchSize = 1, files = 1, continueOnFail = false }: Circumstances = {},
) {
	let pieces = 0;
	let kept = 0;
	const { host, sent } = fakeHost({
		items: items.length,
		continueOnFail,
		parameters: items.map((item) => ({
			authentication: 'accountToken',
			resource: 'attachment',
			operation: 'download',
			binaryPropertyName: 'data',
			options: { batching: { batch: { batchSize, batchInterval: 0 } } },
			...item,
		})),
		credentials: () => ({
			baseUrl: 'https://till.example/v1.0',
			apiKey: 'a-long-api-key',
			token: 'the-token-of-this-account',
		}),
		reply: ({ path }) => {
			if (path.startsWith('/cdn/')) {
				return {
					body: streamOf(Buffer.alloc(FILE, 65), () => (pieces += 1)),
					headers: { 'content-type': 'application/pdf' },
				};
			}
			if (path.endsWith('/cashregisters')) return { body: [] };
			const attachmentUrls = Array.from({ length: files }, (_, index) => `/cdn/${index}.pdf`);
			return { body: { receipt: { _id: 'r', receiptId: 'r', attachmentUrls } } };
		},
	});
	const prepareBinaryData: BinaryHelperFunctions['prepareBinaryData'] = async (content) => {
		kept += 1;
		const data = onDisk ? 'filesystem-v2' : (content as Buffer).toString('base64');
		return await Promise.resolve({ data, mimeType: 'application/pdf' } satisfies IBinaryData);
	};
	Object.assign(host.helpers, { prepareBinaryData });
	const outcome = await executeApi(host, kassandro, createEngine(hurried())).then(
		([out = []]) => ({ out, words: '' }),
		(error: Error & { description?: string }) => ({
			out: [],
			words: `${error.message} ${error.description ?? ''}`,
		}),
	);
	const asked = sent.filter(({ plain }) => !plain).length;
	return { ...outcome, kept, pieces, asked };
}

const byUrl = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ downloadBy: 'url', url: `/cdn/${index}.pdf` }));
const byReceipt = { downloadBy: 'receiptNumber', receiptNumber: '7-1' };

it('what items have downloaded counts for those after them', async () => {
	expect((await run(byUrl(3))).out).toHaveLength(3);
	const { words, kept } = await run(byUrl(8));
	expect(words).toContain('what all input items of this run have read takes more than');
	expect(words).toContain('"Loop Over Items"');
	expect(kept).toBe(3);
});

it('what n8n keeps on its disk takes no room', async () => {
	const { words, out } = await run(byUrl(20), { onDisk: true });
	expect(words).toBe('');
	expect(out).toHaveLength(20);
});

it('the files of one receipt count together, and the error says how to get them', async () => {
	const { words, kept } = await run([byReceipt], { files: 8 });
	expect(words).toContain('the files take more than');
	expect(words).toContain('one file at a time');
	expect(kept).toBe(3);
	expect((await run([byReceipt], { files: 8, onDisk: true })).out).toHaveLength(8);
});

it('files count while they arrive: those of one batch are held together', async () => {
	const { out, pieces } = await run(byUrl(20), {
		batchSize: 20,
		onDisk: true,
		continueOnFail: true,
	});
	expect(pieces).toBeLessThan(20 * (FILE / PIECE));
	expect(out.filter(({ json }) => json.error !== undefined).length).toBeGreaterThan(0);
});

it('a file that fails leaves nothing behind', async () => {
	const { out } = await run([byReceipt, ...byUrl(3)], { files: 8, continueOnFail: true });
	expect(String(out[0]?.json.error)).toContain('the files take more than');
	expect(out.slice(1).every(({ binary }) => binary?.data !== undefined)).toBe(true);
});

it('a receipt can’t name files without end', async () => {
	const { words, asked } = await run([byReceipt], { files: 1001, onDisk: true });
	expect(words).toContain('names more than 1,000 files');
	expect(asked).toBe(1);
});
