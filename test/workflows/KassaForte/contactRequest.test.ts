/** Contact requests through n8n's engine: any JSON object, sent as it is and once. */
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';

const kit = useBench();

const send = async (
	contactRequest: INodeParameters[string],
	more: { items?: IDataObject[]; onError?: OnError; parameters?: INodeParameters } = {},
) =>
	await kit.bench.run({
		authentication: 'basicAuth',
		operation: 'contactRequest.send',
		...more,
		parameters: { contactRequest, ...more.parameters },
	});
const state = async () => await kit.bench.control('state?vendor=kassaForte');

const MESSAGE = {
	name: 'Ä. Nwachukwu',
	message: 'Zeile 1\nZeile 2 "x" \\ 🍕',
	nested: { list: [1, 2.5, null, false, {}], empty: '' },
};

beforeEach(async () => {
	await kit.bench.reset();
});

it.each<[string, string, IDataObject[] | undefined]>([
	['typed', JSON.stringify(MESSAGE, null, 2), undefined],
	['from an expression', '={{ $json }}', [MESSAGE]],
	['as text from an expression', '={{ JSON.stringify($json) }}', [MESSAGE]],
])('an object %s is sent as it is', async (_how, contactRequest, items) => {
	const outcome = await send(contactRequest, items ? { items } : {});
	expect(outcome.words).toBe('');
	const [request, ...others] = await kit.bench.log();
	expect(others).toEqual([]);
	expect(request).toMatchObject({ method: 'POST', path: '/v1/contactrequest', rawQuery: '' });
	expect(request?.body).toEqual(MESSAGE);
	expect(request?.headers['content-type']).toBe('application/json');
	const { username, password } = kit.bench.ready.kassaForte;
	expect(request?.headers.authorization).toBe(`Basic ${btoa(`${username}:${password}`)}`);
	expect(outcome.items).toEqual([
		{ json: { success: true, answer: { received: true } }, pairedItem: { item: 0 } },
	]);
	expect(await state()).toMatchObject({ contactRequests: 1 });
});

it.each(['[]', '["a"]', '"text"', '7', 'null', '{}', '{"half', 'text', '={{ [1] }}', '={{ {} }}'])(
	'%s is refused before anything is sent',
	async (contactRequest) => {
		const { words } = await send(contactRequest);
		expect(words).toContain('"Contact Request" must be a JSON object with at least one field');
		expect(await kit.bench.sent()).toEqual([]);
	},
);

it.each(['={{ "" }}', '={{ undefined }}'])('%j is empty', async (contactRequest) => {
	expect((await send(contactRequest)).words).toContain('"Contact Request" is empty');
	expect(await kit.bench.sent()).toEqual([]);
});

it('one that fails lets the others go on, also side by side', async () => {
	const outcome = await send('={{ $json.request }}', {
		items: [{ request: MESSAGE }, { request: [] }, { request: { a: 1 } }],
		onError: 'continueRegularOutput',
		parameters: { options: { batching: { batch: { batchSize: 3, batchInterval: 0 } } } },
	});
	expect(pairs(outcome.items)).toEqual([0, 1, 2]);
	expect(outcome.jsons.map(({ success }) => success)).toEqual([true, undefined, true]);
	expect(await state()).toMatchObject({ contactRequests: 2 });
});

it.each([
	['a reset after the work', { kind: 'resetAfter' }, 1],
	['500 after the work', { kind: 'status', status: 500, commit: true }, 1],
	['a web page', { kind: 'html', commit: true }, 1],
	['503 before the work', { kind: 'status', status: 503 }, 0],
])('%s: sent once, and not known', async (_name, what, received) => {
	await kit.bench.control('faults', { ...what, path: 'contactrequest' });
	const { error } = await send(JSON.stringify(MESSAGE));
	expect(error?.message).toMatch(/^KassaForte could not send contact request: /);
	expect(error?.description).toMatch(/^It is not known whether this was carried out/);
	expect(await kit.bench.sent()).toEqual(['POST /v1/contactrequest']);
	expect(await state()).toMatchObject({ contactRequests: received });
});

it('a refusal is certain, and says what to do', async () => {
	const body = { message: 'email is missing' };
	await kit.bench.control('faults', { kind: 'status', status: 400, body, path: 'contactrequest' });
	const { error } = await send(JSON.stringify(MESSAGE));
	expect(error?.message).toBe('KassaForte could not send contact request: email is missing');
	expect(error?.description).toBe(
		'Compare the JSON with the schema of contact requests that you have from KassaForte.',
	);
	expect(await kit.bench.sent()).toEqual(['POST /v1/contactrequest']);
});

it('an answer without content is an answer', async () => {
	await kit.bench.control('faults', { kind: 'status', status: 204, path: 'contactrequest' });
	expect((await send(JSON.stringify(MESSAGE))).jsons).toEqual([{ success: true, answer: null }]);
});
