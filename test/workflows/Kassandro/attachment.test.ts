/** Files of receipts: what is sent to the byte, what comes out, and who gets the token. */
import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import type { SandboxReady } from '../../../sandbox/ready';
import { FRESH, pairs, useBench } from '../../support/n8n/bench';
import type { LogEntry, NodeCall, NodeOutcome } from '../../support/n8n/bench';
import { startSandbox } from '../../support/n8n/kassa';

const kit = useBench();

const MOST = 5 * 1024 * 1024;
const BOTH = [['accountToken'], ['cashRegisterToken']] as const;
const base = () => kit.bench.ready.kassandro.baseUrl;
const origin = () => new URL(base()).origin;
const key = () => kit.bench.ready.kassandro.merchants[0]?.apiKey ?? '';
const register = () => kit.bench.ready.kassandro.merchants[0]?.registers[0] ?? 0;
const number = (sequence = 1) => `${register()}-${sequence}`;

/** Another program at the same API key; gives the token that it got. */
async function tokenCall(path: string, token = ''): Promise<string> {
	const headers = { 'kassandro-token': token, ...FRESH };
	const response = await fetch(`${base()}/${path}`, { headers });
	const [answer] = (await response.json()) as Array<{ token?: string }>;
	return answer?.token ?? '';
}

function file(content: string | Buffer, more: Partial<IBinaryData> = {}): IBinaryData {
	const data = Buffer.from(content).toString('base64');
	return { data, mimeType: 'application/pdf', fileName: 'Rechnung.pdf', ...more };
}

const bytesOf = (outcome: NodeOutcome, index = 0, field = 'data'): Buffer =>
	Buffer.from(outcome.items[index]?.binary?.[field]?.data ?? '', 'base64');

let receiptId = '';

const upload = async (
	binary: IBinaryData,
	parameters: INodeParameters = {},
	more: Partial<NodeCall> = {},
) =>
	await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'attachment.upload',
		parameters: { receiptId, ...parameters },
		file: binary,
		...more,
	});

const download = async (
	parameters: INodeParameters,
	authentication: 'accountToken' | 'cashRegisterToken' = 'cashRegisterToken',
) => await kit.bench.run({ authentication, operation: 'attachment.download', parameters });

/** Names and sizes of what was uploaded, as the sandbox parsed the form. */
const forms = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as { fields: IDataObject; files: IDataObject[] });

const idOf = async (receiptNumber: string): Promise<string> => {
	const { jsons } = await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.get',
		parameters: { receiptNumber },
	});
	return String(jsons[0]?._id);
};

const attachments = async (): Promise<string[]> => {
	const { jsons } = await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.get',
		parameters: { receiptNumber: number() },
	});
	return (jsons[0]?.attachmentUrls ?? []) as string[];
};

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		count: 40,
		from: '2026-03-27',
		to: '2026-03-27',
		seed: 5,
	});
	await kit.bench.logInToTill();
	receiptId = await idOf(number());
	await kit.bench.mark();
});

describe('upload', () => {
	it('sends the file with its name and type, and gives what Kassandro answers', async () => {
		const { words, items } = await upload(file('Inhalt: äöü\r\n--x'));
		expect(words).toBe('');
		expect(await kit.bench.sent()).toEqual([
			'GET /v1.0/paymentmethods',
			'POST /v1.0/receiptattachment',
		]);
		const [, request] = await kit.bench.log();
		expect(request?.headers['kassandro-token']).toMatch(/^\w{20,}$/);
		expect(request?.headers['content-type']).toMatch(
			/^multipart\/form-data; boundary=----kassa[0-9a-f]{36}$/,
		);
		expect(await forms()).toEqual([
			{
				fields: expect.objectContaining({ receiptId }),
				files: [{ name: 'file', filename: 'Rechnung.pdf', type: 'application/pdf', size: 19 }],
			},
		]);
		expect(items).toEqual([
			{
				json: {
					error: false,
					msg: 'Attachment successfully uploaded.',
					receipt: expect.objectContaining({
						_id: receiptId,
						attachmentUrls: [expect.stringMatching(/^\/cdn\/storage\/files\.attachments\//)],
					}),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(bytesOf(await download({ receiptNumber: number() })).toString()).toBe(
			'Inhalt: äöü\r\n--x',
		);
	});

	describe('n8n\'s "Retry On Fail", which runs the whole node again,', () => {
		const post = { method: 'POST', path: '/receiptattachment$' };

		it('attaches no file a second time', async () => {
			await kit.bench.control('faults', [{ kind: 'status', status: 400, after: 1, ...post }]);
			const two = [{ receiptId }, { receiptId: await idOf(number(2)) }];
			await kit.bench.mark();
			const parameters = { receiptId: '={{ $json.receiptId }}' };
			const { words, jsons } = await upload(file('x'), parameters, { items: two, maxTries: 2 });
			expect(words).toBe('');
			expect(jsons.map(({ receipt }) => (receipt as IDataObject)._id)).toEqual(
				two.map((item) => item.receiptId),
			);
			expect(await attachments()).toHaveLength(1);
			// The second file was refused once.
			expect(await forms()).toHaveLength(3);
		});

		it('finds a file whose answer got lost, where the receipt number is known', async () => {
			await kit.bench.control('faults', [
				{ kind: 'resetAfter', ...post },
				// The look after it.
				{ kind: 'status', status: 403, after: 1, path: `/receipts/${number()}$` },
			]);
			const parameters = { receiptNumber: number() };
			const { words, jsons } = await upload(file('x'), parameters, { maxTries: 2 });
			expect(words).toBe('');
			expect(jsons[0]).toMatchObject({ recovered: true });
			expect(await attachments()).toHaveLength(1);
		});

		it('stops where it is not known what the first try did', async () => {
			await kit.bench.control('faults', [{ kind: 'resetAfter', ...post }]);
			const { words, error } = await upload(file('x'), {}, { maxTries: 3 });
			expect(words).toContain('an earlier try may have attached the file, and was not repeated');
			expect(error?.context?.outcomeUnknown).toBe(true);
			expect(await attachments()).toHaveLength(1);
		});
	});

	it.each([
		'Beleg für Österreich – März.pdf',
		'so "heißt" sie.PDF',
		"it's a; name=x.txt",
		'back\\slash.csv',
		'100 % + &.docx',
		'文件.png',
	])('keeps the name %s', async (fileName) => {
		expect((await upload(file('x', { fileName }))).words).toBe('');
		const { jsons, items } = await download({ receiptNumber: number() });
		// A folder isn't part of a name.
		const expected = fileName.replace('back\\slash', 'slash');
		const kept = [expected, fileName.replaceAll('\\', '_')];
		expect(kept).toContain(jsons[0]?.fileName);
		expect(items[0]?.binary?.data?.fileName).toBe(jsons[0]?.fileName);
	});

	it.each<[string, Partial<IBinaryData>, INodeParameters]>([
		['Rechnung.pdf', { fileName: 'Rechnung', fileExtension: 'pdf' }, {}],
		['Rechnung 2026.03.pdf', { fileName: 'Rechnung 2026.03', fileExtension: '.pdf' }, {}],
		['Rechnung.pdf', { fileName: 'Rechnung.pdf \n' }, {}],
		['Rechnung.pdf', { fileName: '\ufeffRechnung.pdf\u200b' }, {}],
		['x.pdf', { fileName: 'C:\\Users\\a/b/x.pdf' }, {}],
		['attachment.png', { fileName: 'folder/', fileExtension: 'png' }, {}],
		['4711.pdf', {}, { fileName: '../../4711.pdf' }],
		['4711.pdf', {}, { fileName: '={{ 4700 + 11 }}' }],
		['4711.csv', { fileName: '', fileExtension: 'csv' }, { fileName: '4711' }],
		['4711.png', { fileName: 'a.exe' }, { fileName: '4711.png' }],
	])('calls a file %s that is %j with %j', async (name, binary, options) => {
		expect((await upload(file('x', binary), { options })).words).toBe('');
		expect((await forms()).map(({ files }) => files[0]?.filename)).toEqual([name]);
	});

	it.each<[string, IBinaryData, INodeParameters, string]>([
		['an empty file', file(''), {}, '"Input Data Field Name" holds "Rechnung.pdf", which is empty'],
		[
			'half of a sign in its name',
			file('x', { fileName: 'a\ud800.pdf' }),
			{},
			'"Input Data Field Name" holds a file whose name has half of a sign in it, as "a\ufffd.pdf"',
		],
		[
			'a name that says another kind',
			file('x', { fileName: 'a.exe', fileExtension: 'pdf' }),
			{},
			'"Input Data Field Name" holds "a.exe", which cannot be attached',
		],
		['a name of yours', file('x'), { fileName: 'a.exe' }, '"File Name" holds "a.exe"'],
		[
			'a name that gives nothing',
			file('x'),
			{ fileName: '={{ $json.misnamed }}' },
			'"File Name" is an expression that came out empty',
		],
	])('sends nothing for %s', async (_, binary, options, words) => {
		expect((await upload(binary, { options })).words).toContain(words);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('cannot be made to send other headers by a name or a type', async () => {
		const fileName = 'a\r\nX-Evil: 1\r\n\r\n.pdf';
		const { words } = await upload(file('x', { fileName, mimeType: 'a/b\r\nX-Evil: 1' }));
		expect(words).toBe('');
		const [form] = await forms();
		expect(form?.fields).toMatchObject({ receiptId });
		expect(form?.files).toHaveLength(1);
	});

	it('takes exactly 5 MB', async () => {
		const content = Buffer.alloc(MOST, 'abcdefg');
		expect((await upload(file(content))).words).toBe('');
		expect((await forms())[0]?.files[0]?.size).toBe(MOST);
		const back = await download({ receiptNumber: number() });
		expect(bytesOf(back).equals(content)).toBe(true);
	});

	it.each([
		[
			'one byte more',
			file(Buffer.alloc(MOST + 1)),
			'with 5242881 bytes, and at most 5242880 (5 MB)',
		],
		[
			'a program',
			file('MZ', { fileName: 'setup.exe' }),
			'holds "setup.exe", which cannot be attached',
		],
		['a hidden program', file('MZ', { fileName: 'a.pdf.exe' }), 'holds "a.pdf.exe"'],
		['a file without a type', file('x', { fileName: 'LIESMICH' }), 'holds "LIESMICH"'],
		['a file without a name', file('x', { fileName: undefined }), 'a file without a name'],
	])('refuses %s before anything is sent', async (_name, binary, problem) => {
		const { words } = await upload(binary);
		expect(words).toContain('"Input Data Field Name"');
		expect(words).toContain(problem);
		expect(words).toContain('nothing was sent');
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('says where a field holds no file', async () => {
		const { words } = await upload(file('x'), { binaryPropertyName: 'other' });
		expect(words).toContain("no binary field 'other'");
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('is not offered with an account token', async () => {
		const { words } = await kit.bench.run({
			authentication: 'accountToken',
			operation: 'attachment.upload',
			parameters: { receiptId },
			file: file('x'),
		});
		expect(words).toContain('"Operation" "Upload" needs a Kassandro (One Register) API credential');
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('says what Kassandro said', async () => {
		const { error } = await upload(file('x'), { receiptId: 'nobody' });
		expect(error?.message).toBe('Kassandro could not upload attachment: There is no such receipt.');
	});

	it('checks that number and ID belong together', async () => {
		const good = await upload(file('x'), { receiptNumber: number() });
		expect(good.words).toBe('');
		expect(await kit.bench.sent()).toEqual([
			`GET /v1.0/receipts/${number()}`,
			'POST /v1.0/receiptattachment',
		]);
		const bad = await upload(file('x'), { receiptNumber: number(2) });
		expect(bad.words).toContain(
			`"Receipt Number (Optional)" (${number(2)}) is the number of another receipt`,
		);
		expect(await forms()).toHaveLength(1);
	});
});

describe('an upload and its token', () => {
	/** The till's own software logs out and in again: the node's token is no longer valid. */
	const replaceToken = async () => {
		const token = await tokenCall(`gettoken?key=${key()}`);
		await tokenCall('deletetoken', token);
		await kit.bench.logInToTill();
	};

	it('takes the new one when it was replaced before', async () => {
		await replaceToken();
		expect((await upload(file('x'))).words).toBe('');
		expect(await forms()).toHaveLength(1);
		expect(await attachments()).toHaveLength(1);
	});

	it.each([
		['without the number', {}, '/v1.0/paymentmethods'],
		['with the number', { receiptNumber: true }, '/v1.0/receipts/'],
	])('is renewed in the middle, and the file sent once more, %s', async (_name, more, look) => {
		// Its refusal is held until somebody has logged in again.
		await kit.bench.control('faults', {
			kind: 'expireToken',
			held: true,
			path: '/receiptattachment$',
		});
		const parameters = 'receiptNumber' in more ? { receiptNumber: number() } : {};
		const running = upload(file('once'), parameters);
		// As soon as the upload is on its way and its token dropped, somebody logs in again.
		for (let entries: LogEntry[] = []; !entries.some(({ fault }) => fault); ) {
			entries = await kit.bench.log();
		}
		await kit.bench.logInToTill();
		await kit.bench.control('release', {});
		const { words } = await running;
		expect(words).toBe('');
		const sent = await kit.bench.log();
		const posts = sent.filter(({ method }) => method === 'POST');
		expect(posts.map(({ status }) => status)).toEqual([401, 200]);
		expect(new Set(posts.map(({ headers }) => headers['kassandro-token'])).size).toBe(2);
		const between = sent.slice(sent.indexOf(posts[0] as LogEntry) + 1, -1);
		expect(between.at(-1)).toMatchObject({ method: 'GET' });
		expect(between.at(-1)?.path).toContain(look);
		expect(await attachments()).toHaveLength(1);
	});

	it('logs in to no till when the token is gone for good', async () => {
		await kit.bench.control('faults', { kind: 'expireToken', path: '/receiptattachment$' });
		const { words } = await kit.bench.run({
			authentication: 'cashRegisterToken',
			operation: 'attachment.upload',
			parameters: { receiptId },
			credential: { logInToTill: true },
			file: file('x'),
		});
		expect(words).toContain(
			'Kassandro could not upload attachment: there is no cash-register token',
		);
		const sent = await kit.bench.sent({ tokens: true });
		expect(sent.filter((request) => request.startsWith('POST'))).toHaveLength(1);
		expect(sent.filter((request) => request.includes('createtoken'))).toEqual([]);
	});

	it('does not send twice what was taken in spite of a 401', async () => {
		const fault = { kind: 'status', status: 401, commit: true, path: '/receiptattachment$' };
		await kit.bench.control('faults', { ...fault, body: { error: true, msg: 'Who?' } });
		const { words, jsons } = await upload(file('once'), { receiptNumber: number() });
		expect(words).toBe('');
		expect(jsons).toEqual([
			{ receipt: expect.objectContaining({ _id: receiptId }), recovered: true },
		]);
		expect(await forms()).toHaveLength(1);
		expect(await attachments()).toHaveLength(1);
	});
});

describe('an upload whose outcome is unknown', () => {
	const FAULTS = [
		['reset after the work', { kind: 'resetAfter' }, 1],
		['reset before the work', { kind: 'resetBefore' }, 0],
		['500 after the work', { kind: 'status', status: 500, commit: true }, 1],
		['502 before the work', { kind: 'status', status: 502 }, 0],
		['an answer that breaks off', { kind: 'breakOff' }, 1],
		['a web page', { kind: 'html', commit: true }, 1],
	] as const;

	it.each(FAULTS)('is sent once and said so: %s', async (_name, fault, made) => {
		await kit.bench.control('faults', { ...fault, path: '/receiptattachment$' });
		const { error } = await upload(file('once'));
		expect(error?.message).toMatch(/^Kassandro could not upload attachment: /);
		expect(error?.description).toMatch(/^It is not known whether this was carried out/);
		const sent = await kit.bench.sent();
		expect(sent.filter((request) => request.startsWith('POST'))).toHaveLength(1);
		expect(await attachments()).toHaveLength(made);
	});

	it.each(FAULTS)('is looked for where the number is known: %s', async (_name, fault, made) => {
		await upload(file('another'));
		await kit.bench.mark();
		await kit.bench.control('faults', { ...fault, path: '/receiptattachment$' });
		const { jsons, error } = await upload(file('once'), { receiptNumber: number() });
		if (made === 1) {
			expect(jsons).toEqual([
				{ receipt: expect.objectContaining({ _id: receiptId }), recovered: true },
			]);
		} else {
			expect(error?.description).toMatch(/^It is not known whether this was carried out/);
		}
		const sent = await kit.bench.sent();
		expect(sent.filter((request) => request.startsWith('POST'))).toHaveLength(1);
		expect(await attachments()).toHaveLength(1 + made);
	});
});

it('an upload whose answer was lost stays unknown where the new file cannot be looked at', async () => {
	await kit.bench.control('faults', [
		{ kind: 'resetAfter', path: '/receiptattachment$' },
		{ kind: 'status', status: 404, path: '^/cdn/' },
	]);
	const { error } = await upload(file('once'), { receiptNumber: number() });
	expect(error?.message).toMatch(/^Kassandro could not upload attachment: .*outcome unknown/);
	expect((await kit.bench.sent()).some((request) => request.startsWith('GET /cdn/'))).toBe(true);
});

describe('download', () => {
	beforeEach(async () => {
		await upload(file('erste'));
		await upload(file('zweite', { fileName: 'Zweite Seite.txt', mimeType: 'text/plain' }));
		await kit.bench.mark();
	});

	it.each(BOTH)('gets one item for each file of a receipt, with %s', async (who) => {
		const { items, words } = await download({ receiptNumber: number() }, who);
		expect(words).toBe('');
		const [first = '', second = ''] = (await attachments()).map((path) => `${origin()}${path}`);
		const sent = await kit.bench.sent();
		// Finding the account token looks at the registers first.
		expect(sent.filter((request) => !request.includes('cashregisters')).slice(0, 3)).toEqual([
			`GET /v1.0/receipts/${number()}`,
			`GET ${new URL(first).pathname}`,
			`GET ${new URL(second).pathname}`,
		]);
		expect(items).toEqual([
			{
				json: {
					receiptNumber: number(),
					url: first,
					fileName: 'Rechnung.pdf',
					mimeType: 'application/pdf',
				},
				binary: { data: expect.objectContaining({ fileName: 'Rechnung.pdf', bytes: 5 }) },
				pairedItem: { item: 0 },
			},
			{
				json: {
					receiptNumber: number(),
					url: second,
					fileName: 'Zweite Seite.txt',
					mimeType: 'text/plain',
				},
				binary: { data: expect.objectContaining({ fileType: 'text', bytes: 6 }) },
				pairedItem: { item: 0 },
			},
		]);
		const files = (await kit.bench.log()).filter(({ path }) => path.startsWith('/cdn/'));
		for (const { headers } of files) {
			expect(headers['kassandro-token']).toMatch(/^\w{20,}$/);
			expect(headers['content-type']).toBeUndefined();
		}
	});

	it.each(BOTH)('gets one file by its path or its whole address, with %s', async (who) => {
		const [path = ''] = await attachments();
		for (const url of [path, ` ${origin()}${path}`]) {
			const parameters = { downloadBy: 'url', url, binaryPropertyName: 'datei' };
			const outcome = await download(parameters, who);
			expect(outcome.words).toBe('');
			expect(bytesOf(outcome, 0, 'datei').toString()).toBe('erste');
			expect(outcome.jsons[0]).not.toHaveProperty('receiptNumber');
			expect(pairs(outcome.items)).toEqual([0]);
		}
	});

	it('gives nothing for a receipt without files', async () => {
		const { status, items } = await download({ receiptNumber: number(2) });
		expect([status, items]).toEqual(['success', []]);
	});

	it('renews the token in the middle', async () => {
		const [path = ''] = await attachments();
		await download({ downloadBy: 'url', url: path }, 'accountToken');
		await kit.bench.control('faults', { kind: 'expireToken', path: '^/cdn/' });
		const outcome = await download({ downloadBy: 'url', url: path }, 'accountToken');
		expect(outcome.words).toBe('');
		expect(bytesOf(outcome).toString()).toBe('erste');
	});

	it('asks again for a file that breaks off', async () => {
		await kit.bench.control('faults', { kind: 'breakOff', path: '^/cdn/' });
		const outcome = await download({ receiptNumber: number() });
		expect(bytesOf(outcome).toString()).toBe('erste');
		expect(await kit.bench.sent()).toHaveLength(4);
	});

	it.each([
		['a web page', { kind: 'html' }, 'a web page instead of a file'],
		[
			'a message',
			{ kind: 'status', status: 200, body: { ok: true } },
			'a message instead of a file',
		],
		['404', { kind: 'status', status: 404, body: { error: true, msg: 'Weg.' } }, 'Weg.'],
	])('takes %s for no file', async (_name, fault, problem) => {
		await kit.bench.control('faults', { ...fault, path: '^/cdn/' });
		const { error, items } = await download({ receiptNumber: number() });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^Kassandro could not download attachments: /);
		expect(error?.message).toContain(problem);
	});

	it('reads a failure that comes with status 200', async () => {
		await kit.bench.control('config', { kassandroErrorsAs200: true });
		const url = '/cdn/storage/files.attachments/none.pdf';
		const { error } = await download({ downloadBy: 'url', url });
		expect(error?.message).toContain('There is no such attachment.');
	});

	it.each(['ftp://files.example/x.pdf', 'http://[', 'javascript:alert(1)'])(
		'refuses the address %s',
		async (url) => {
			const { words } = await download({ downloadBy: 'url', url });
			expect(words).toContain('"URL" is not a web address');
			expect(await kit.bench.sent({ tokens: true })).toEqual([]);
		},
	);
});

describe('an address that does something', () => {
	beforeEach(async () => {
		await upload(file('hier'));
		await kit.bench.mark();
	});

	it.each([
		'/v1.0/deletetoken',
		'/v1.0/createtoken?type=cashregister',
		'/cdn/../v1.0/deletetoken',
		'/cdn/%2e%2e/v1.0/deletetoken',
		'/cdn/..%2fv1.0/deletetoken',
		'/cdn/..%5cv1.0/deletetoken',
		'/cdn/%252e%252e%252fv1.0/deletetoken',
		'/cdnx/a.pdf',
		'/',
	])('is not asked: %s', async (path) => {
		for (const url of [path, `${origin()}${path}`]) {
			const { words } = await download({ downloadBy: 'url', url });
			expect(words).toContain('"URL" is not an address of an attachment');
		}
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('is not asked where a redirect leads to it', async () => {
		const location = '/v1.0/deletetoken';
		await kit.bench.control('faults', { kind: 'redirect', location, path: '^/cdn/' });
		const { words } = await download({ receiptNumber: number() });
		expect(words).toContain('the server sent the request on to');
		expect(await kit.bench.sent({ tokens: true })).not.toContain('GET /v1.0/deletetoken');
		expect((await download({ receiptNumber: number() })).words).toBe('');
	});
});

describe('another host', () => {
	let other: SandboxReady;
	const otherOrigin = () => new URL(other.kassandro.baseUrl).origin;
	const otherLog = async () =>
		(await (await fetch(`${other.control}/log`, { headers: FRESH })).json()) as LogEntry[];
	const tell = async (path: string, body: object) =>
		await fetch(`${other.control}/${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...FRESH },
			body: JSON.stringify(body),
		});

	beforeAll(async () => {
		other = await startSandbox();
	});

	beforeEach(async () => {
		await tell('reset', {});
		await upload(file('hier'));
		await kit.bench.mark();
		// What anybody may fetch there, without a token.
		const page = { kind: 'status', status: 200, body: 'dort', path: '^/cdn/', times: -1 };
		await tell('faults', { vendor: 'kassandro', ...page });
	});

	const expectNoToken = async () => {
		const requests = await otherLog();
		expect(requests.length).toBeGreaterThan(0);
		for (const { headers } of requests) {
			expect(headers).not.toHaveProperty('kassandro-token');
			expect(headers).not.toHaveProperty('authorization');
		}
		await kit.bench.log({ tokens: true });
		expect(JSON.stringify(requests)).not.toContain(key());
	};

	it('that a receipt names gets no token', async () => {
		await kit.bench.control('config', { kassandroAttachmentOrigin: otherOrigin() });
		const outcome = await download({ receiptNumber: number() });
		expect(outcome.words).toBe('');
		expect(bytesOf(outcome).toString()).toBe('dort');
		await expectNoToken();
	});

	it('that the user names is not asked', async () => {
		const url = `${otherOrigin()}/cdn/storage/files.attachments/x.txt`;
		const { words } = await download({ downloadBy: 'url', url });
		expect(words).toContain('"URL" is an address on another host');
		expect(words).toContain('Download by receipt number instead');
		expect(await otherLog()).toEqual([]);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it.each([301, 302, 303, 307, 308])(
		'that a redirect %s leads to gets no token',
		async (status) => {
			const location = `${otherOrigin()}/cdn/storage/files.attachments/x.txt`;
			await kit.bench.control('faults', { kind: 'redirect', status, location, path: '^/cdn/' });
			const outcome = await download({ receiptNumber: number() });
			expect(outcome.words).toBe('');
			expect(bytesOf(outcome).toString()).toBe('dort');
			await expectNoToken();
		},
	);

	it('that leads back gets the token sent nowhere', async () => {
		const [path = ''] = await attachments();
		const back = { kind: 'redirect', location: `${origin()}${path}`, path: '^/cdn/' };
		await tell('reset', {});
		await tell('faults', { vendor: 'kassandro', ...back });
		await kit.bench.control('config', { kassandroAttachmentOrigin: otherOrigin() });
		await kit.bench.mark();
		const { error } = await download({ receiptNumber: number() });
		expect(error?.httpCode).toBe('401');
		await expectNoToken();
		const [read, request, ...more] = await kit.bench.log();
		expect(read?.path).toContain('/receipts/');
		expect(request?.path).toBe(path);
		expect(request?.headers).not.toHaveProperty('kassandro-token');
		expect(more).toEqual([]);
	});

	it('is followed to on the same host with the token', async () => {
		const [path = ''] = await attachments();
		await kit.bench.control('faults', { kind: 'redirect', location: path, path: '^/cdn/old' });
		await kit.bench.mark();
		const outcome = await download({ downloadBy: 'url', url: '/cdn/old' });
		expect(bytesOf(outcome).toString()).toBe('hier');
		expect(await kit.bench.sent()).toEqual(['GET /cdn/old', `GET ${path}`]);
	});

	it('is not followed to by an upload', async () => {
		const location = `${otherOrigin()}/v1.0/receiptattachment`;
		const fault = { kind: 'redirect', status: 307, location, path: '/receiptattachment$' };
		await kit.bench.control('faults', fault);
		const { words } = await upload(file('x'));
		expect(words).toContain('the server sent the request on to');
		expect(await otherLog()).toEqual([]);
	});
});
