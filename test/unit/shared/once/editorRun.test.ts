/** Runs by hand stop at a preview; and which order numbers can be told from others. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { editorRunField, isTrialRun, previewHint } from '../../../../nodes/shared/once/editorRun';
import { orderNumberSchema } from '../../../../nodes/shared/once/orderNumber';
import type { Call } from '../../../../nodes/shared/table/types';

const field = editorRunField({
	does: 'sends it',
	may: 'send it',
	previews: [
		{ name: 'Show It', value: 'preview' },
		{ name: 'Show It Elsewhere', value: 'elsewhere' },
	],
	forReal: { name: 'Send It for Real' },
});

/** A call of an operation that can be tried out first. */
const callBy = (host: IExecuteFunctions) =>
	({ host, endpoint: { fields: [field] } }) as unknown as Call;

describe('what started a run', () => {
	it.each([
		['manual', undefined, true],
		['evaluation', undefined, true],
		['trigger', undefined, false],
		['webhook', undefined, false],
		['cli', undefined, false],
		// A retry or a sub-workflow of a run from the editor is still a trial.
		['retry', 'manual', true],
		['integrated', 'manual', true],
		['retry', 'trigger', false],
		['manual', 'trigger', false],
	])('mode %s, first started by %s: trial %s', (mode, source, trial) => {
		const host = {
			getMode: () => mode,
			getExecutionContext: () => (source === undefined ? undefined : { source }),
		} as unknown as IExecuteFunctions;
		expect(isTrialRun(callBy(host))).toBe(trial);
	});

	const older = (mode: string) => callBy({ getMode: () => mode } as unknown as IExecuteFunctions);

	it.each([
		['manual', true],
		['trigger', false],
		['webhook', false],
	])('is the mode alone where n8n keeps nothing else: %s', (mode, trial) => {
		expect(isTrialRun(older(mode))).toBe(trial);
	});

	it('is no trial where n8n tells nothing at all', () => {
		expect(isTrialRun(callBy({ getMode: undefined } as unknown as IExecuteFunctions))).toBe(false);
	});

	const updated = () =>
		callBy({
			getMode: () => 'retry',
			getExecutionContext: () => ({ source: 'retry' }),
		} as unknown as IExecuteFunctions);

	it.each([
		['n8n keeps nothing', () => older('retry')],
		['the first run was one before an update', updated],
	])('stops a retry where nothing tells what started the run: %s', (_, call) => {
		expect(() => isTrialRun(call())).toThrow(
			expect.objectContaining({
				parameter: 'When Run From the Editor',
				problem: expect.stringContaining("can't be followed in this retry") as string,
				advice: expect.stringMatching(
					/^Nothing was sent now\. .* choose "Send It for Real" there, .* is not sent again\.$/,
				) as string,
			}),
		);
	});
});

describe('a preview', () => {
	it('is what happens until somebody chooses otherwise', () => {
		expect(field.property.default).toBe('preview');
		expect(field.property.hint).toContain('A published workflow always sends it.');
		expect(field.property.hint).toContain('may send it too');
	});

	it('is a choice, whose text says where it may not happen', () => {
		expect(field.property.type).toBe('options');
		expect(field.property.description).toContain(
			"n8n doesn't always say that a sub-workflow or a tool of an AI agent was started from the editor",
		);
	});

	it('says how to have more, by the names of the panel', () => {
		const fields = [{ property: { name: 'order' } }, field];
		const hint = previewHint({ endpoint: { fields } as unknown as Call['endpoint'] });
		expect(hint).toContain('choose "Send It for Real" under "When Run From the Editor"');
	});
});

describe('an order number', () => {
	it.each([
		[undefined, ''],
		[null, ''],
		['', ''],
		[' A-1 ', 'A-1'],
		[10045, '10045'],
		[0, '0'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	])('%j is "%s"', (value, text) => {
		expect(orderNumberSchema.parse(value)).toBe(text);
	});

	const LOST = /^is the number .*, which cannot be told from others of its size or kind/;
	const OTHER = /^must be a text or a number$/;
	it.each<[unknown, RegExp]>([
		[2 ** 53, LOST],
		[1.5, LOST],
		[NaN, LOST],
		[true, OTHER],
		[{}, OTHER],
		[['A'], OTHER],
	])('%j is refused', (value, words) => {
		expect(orderNumberSchema.safeParse(value).error?.issues[0]?.message).toMatch(words);
	});
});
