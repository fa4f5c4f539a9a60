/** What is noted of an item stays with that item, through n8n's tries. */
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { ItemNote, itemIn, noting, stateIn } from '../../../../nodes/shared/once/notes';
import type { StateWords } from '../../../../nodes/shared/once/notes';
import { testNode } from '../../../support/n8n/host';

describe('notes of items', () => {
	const hostOf = (context: object, runIndex: number) =>
		({
			getNode: () => testNode,
			getContext: (type: string) => (type === 'node' ? context : {}),
			getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		}) as unknown as IExecuteFunctions;

	it('are found again by the same item of the same run, and by no other', () => {
		const context = {};
		const note = (itemIndex: number, runIndex: number) =>
			new ItemNote({ host: hostOf(context, runIndex), itemIndex });
		note(0, 0).write({ reference: 'A' });
		note(1, 0).write({ reference: 'B' });
		note(0, 1).write({ reference: 'C' });
		expect(note(0, 0).read()).toEqual({ reference: 'A' });
		expect(note(1, 0).read()).toEqual({ reference: 'B' });
		expect(note(0, 1).read()).toEqual({ reference: 'C' });
		expect(note(1, 1).read()).toBeUndefined();
		note(1, 0).erase();
		expect(note(1, 0).read()).toBeUndefined();
		expect(note(0, 0).read()).toEqual({ reference: 'A' });
	});

	describe('as the tool of an AI agent', () => {
		const isOpen = ({ state }: IDataObject) => state === 'open';
		const world = (isTool: boolean, node = testNode) => {
			const context = {};
			return (runIndex: number) => {
				const tells = { isToolExecution: () => isTool, getNode: () => node };
				const host = { ...hostOf(context, runIndex), ...tells };
				return new ItemNote({ host, itemIndex: 0 });
			};
		};
		const byEngine: INode = { ...testNode, rewireOutputLogTo: 'ai_tool' };

		it.each([
			['before version 3, which calls it', true, testNode],
			['since version 3, whose tools the engine runs', false, byEngine],
		])('are taken over by the next try of an agent %s', (_name, isTool, node) => {
			const note = world(isTool, node);
			note(0).write({ state: 'done' });
			note(1).write({ state: 'open', what: 'A' });
			const next = note(2);
			next.takeOver(isOpen);
			expect(next.read()).toEqual({ state: 'open', what: 'A' });
			next.write({ state: 'done', what: 'A' });
			const third = note(3);
			third.takeOver(isOpen);
			expect(third.read()).toBeUndefined();
			expect(note(1).read()).toEqual({ state: 'done', what: 'A' });
		});

		it('stay where they are for a try that has one of its own', () => {
			const note = world(true);
			note(0).write({ state: 'open' });
			note(1).write({ state: 'done' });
			const own = note(1);
			own.takeOver(isOpen);
			expect(own.read()).toEqual({ state: 'done' });
		});

		it('are not taken over in other runs: a loop has items of its own', () => {
			const note = world(false);
			note(0).write({ state: 'open' });
			const next = note(1);
			next.takeOver(isOpen);
			expect(next.read()).toBeUndefined();
		});
	});

	it('tell of the others, and not of the item itself', () => {
		const context = {};
		const note = (itemIndex: number) => new ItemNote({ host: hostOf(context, 0), itemIndex });
		const isOpen = ({ state }: IDataObject) => state === 'open';
		note(0).write({ state: 'open' });
		expect(note(0).others(isOpen)).toBe(false);
		expect(note(1).others(isOpen)).toBe(true);
		expect(note(1).others(({ state }) => state === 'done')).toBe(false);
	});

	it('stand beside what else n8n keeps, under one key', () => {
		const context: IDataObject = { mine: 1, kassa: 'not ours' };
		new ItemNote({ host: hostOf(context, 2), itemIndex: 3 }).write({ state: 'open' });
		expect(context).toEqual({ mine: 1, kassa: { '2:3': { state: 'open' } } });
	});

	it('that are none are as good as missing', () => {
		const context = { kassa: { '0:0': 'text' } };
		expect(new ItemNote({ host: hostOf(context, 0), itemIndex: 0 }).read()).toBeUndefined();
	});
});

describe('states in notes', () => {
	const WORDS: StateWords = { sending: 'sent', unknown: 'open', done: 'ok' };
	const world = () => {
		const context: { kassa?: IDataObject } = {};
		const host = {
			getNode: () => testNode,
			getContext: () => context,
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		} as unknown as IExecuteFunctions;
		const note = new ItemNote({ host, itemIndex: 0 });
		return { note, to: noting(note, { what: 'A' }, WORDS) };
	};

	it('stand under the words of the writer; what is free is not noted', () => {
		const { note, to } = world();
		to('sending');
		expect(note.read()).toEqual({ what: 'A', state: 'sent' });
		to('unknown');
		expect(note.read()).toEqual({ what: 'A', state: 'open' });
		to('free');
		expect(note.read()).toBeUndefined();
	});

	it('keep the item as it was, and give it as a copy', () => {
		const { note, to } = world();
		const item = { id: [1] };
		to('done', item);
		item.id.push(2);
		expect(note.read()).toEqual({ what: 'A', state: 'ok', item: { id: [1] } });
		const kept = itemIn(note.read());
		(kept.id as number[]).push(3);
		expect(itemIn(note.read())).toEqual({ id: [1] });
		expect(itemIn(undefined)).toEqual({});
	});

	it.each([
		[undefined, 'free'],
		[{ state: 'ok' }, 'done'],
		[{ state: 'sent' }, 'unknown'],
		[{ state: 'open' }, 'unknown'],
		[{ state: 'of a later version' }, 'unknown'],
		[{}, 'unknown'],
	])('%j is read as %s', (noted, state) => {
		expect(stateIn(noted, WORDS)).toBe(state);
	});
});
