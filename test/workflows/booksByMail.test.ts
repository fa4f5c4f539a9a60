/** The example workflows that mail books, as they are imported, on n8n's engine: what each mail would hold. */
import type { IDataObject } from 'n8n-workflow';
import closedDay from '../../examples/cassanova-closed-day-by-mail.json';
import month from '../../examples/kassandro-month-by-mail.json';
import type { RunResult, WorkflowJson } from '../../scripts/engine/types';
import { useBench } from '../support/n8n/bench';
import { runWorkflow } from '../support/n8n/kassa';
import { dayFromToday } from '../support/n8n/poller';
import { SHOPS } from '../support/vendors/books';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
});

/** The mail nodes of both take the same fields, by their names alone. */
const MAIL = {
	subject: '={{ $json.title }}',
	text: '={{ $json.text }}',
	options: { attachments: 'data' },
};

async function run(example: unknown): Promise<RunResult> {
	const workflow = structuredClone(example) as WorkflowJson;
	const mails = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.emailSend');
	for (const { parameters } of mails) expect(parameters).toMatchObject(MAIL);
	const credential = (authentication: 'accountToken' | 'apiKey') =>
		kit.bench.credential(authentication) as never;
	const result = await runWorkflow({
		workflow,
		mode: 'trigger',
		credentials: {
			kassandroAccountApi: { type: 'kassandroAccountApi', data: credential('accountToken') },
			cassaNovaApi: { type: 'cassaNovaApi', data: credential('apiKey') },
		},
	});
	expect(result.error).toBeUndefined();
	return result;
}

/** What a mail node was given. */
const mailed = (result: RunResult, node: string) =>
	(result.nodes[node] ?? []).flatMap(({ outputs }) =>
		outputs.flat().map(({ json, binary }) => {
			const { title, text, ok } = json as IDataObject;
			const lines = Buffer.from(binary?.data?.data ?? '', 'base64').toString();
			return { title: String(title), text: String(text), ok, rows: lines.trim().split('\r\n') };
		}),
	);

const sell = async (vendor: string, from: string, to: string, more: IDataObject = {}) =>
	await kit.bench.control('generate', { vendor, count: 20, from, to, seed: 5, ...more });

it("the month's books go out with what is to be looked at, in German", async () => {
	const today = dayFromToday(0);
	const lastMonth = `${dayFromToday(-Number(today.slice(8))).slice(0, 7)}`;
	const [merchant] = kit.bench.ready.kassandro.merchants;
	await sell('kassandro', `${lastMonth}-05`, `${lastMonth}-06`, { merchant: merchant?.name });
	const [mail, ...others] = mailed(await run(month), 'Send Email');
	expect(others).toEqual([]);
	const [year, number] = lastMonth.split('-');
	const first = `01.${number}.${year}`;
	expect(mail?.title).toMatch(new RegExp(`^Buchungen ${first} bis \\d+\\.${number}\\.${year}.*: `));
	expect(mail?.text).toContain('Belege: 20.');
	expect(mail?.text).toMatch(/^Summe \(EUR\): [\d.]+,\d\d brutto, /m);
	expect(mail?.ok).toBe(mail?.title.endsWith(': in Ordnung'));
	expect(mail?.rows.length).toBeGreaterThan(5);
});

describe('the last closed day', () => {
	const [before, day] = [dayFromToday(-3, 'Europe/Rome'), dayFromToday(-2, 'Europe/Rome')];
	const italian = day.split('-').reverse().join('/');
	const [BAR] = SHOPS as [number];

	/** All shops have closed the days, the bar at this time. */
	const close = async (time: string) => {
		for (const idSalesPoint of SHOPS) {
			const at = idSalesPoint === BAR ? time : '22:30';
			const dates = [before, day].map((date) => `${date}T${at}:00Z`);
			const closings = dates.map((date, index) => ({ date, number: 7 + index }));
			const action = { vendor: 'cassaNova', action: 'setClosings', idSalesPoint, closings };
			await kit.bench.control('act', action);
		}
	};

	it('goes to the accountant where all is in order', async () => {
		await close('22:30');
		const result = await run(closedDay);
		const [mail] = mailed(result, 'To the accountant');
		expect(mail).toMatchObject({ title: `Registrazioni ${italian}: tutto in ordine`, ok: true });
		expect(mailed(result, 'To the shop')).toEqual([]);
	});

	it('goes to the shop where something was sold after the closing', async () => {
		await sell('cassaNova', day, day, { options: { salesPoints: [BAR] } });
		await close('11:00');
		const result = await run(closedDay);
		expect(mailed(result, 'To the accountant')).toEqual([]);
		const [mail] = mailed(result, 'To the shop');
		expect(mail?.title).toMatch(
			new RegExp(`^Registrazioni ${italian}, .+: \\d punt[oi] da verificare$`),
		);
		expect(mail?.text).toMatch(
			/^\d\. Non ancora chiuso: .+ \(\d+\)\. Leggere di nuovo questi giorni dopo la chiusura\.$/m,
		);
	});
});
