/** What a trigger has stored, as it is read, and how it is replaced. */
import type { IDataObject } from 'n8n-workflow';
import { readStored, storeSince, storeState } from '../../../../nodes/shared/poll/stored';
import type { Stored } from '../../../../nodes/shared/poll/stored';

it.each<[string, IDataObject, Stored]>([
	['nothing', {}, { state: {}, isNew: true, handed: 0, since: undefined }],
	[
		'an event’s state',
		{ event: 'e', mine: 1 },
		{ state: { event: 'e', mine: 1 }, isNew: false, handed: 0, since: undefined },
	],
	[
		'how often items were handed on',
		{ mine: 1, handed: 4 },
		{ state: { mine: 1, handed: 4 }, isNew: false, handed: 4, since: undefined },
	],
	[
		'an activation whose poll failed',
		{ since: 7 },
		{ state: {}, isNew: false, handed: 0, since: 7 },
	],
	[
		'a moment that can’t be read',
		{ since: 'monday' },
		{ state: {}, isNew: false, handed: 0, since: undefined },
	],
])('%s is read', (_words, data, expected) => {
	expect(readStored(data)).toEqual(expected);
});

it('what is stored takes the place of all that was, and nothing else is touched', () => {
	const list = ['a'];
	const written: string[] = [];
	const stored: IDataObject = { since: 7, gone: 1, same: list, other: 1 };
	const data = new Proxy(stored, {
		set: (target, key, value) => {
			written.push(String(key));
			return Reflect.set(target, key, value);
		},
	});
	storeState(data, { same: list, other: 2 }, 3);
	expect(stored).toEqual({ same: list, other: 2, handed: 3 });
	expect(written).toEqual(['other', 'handed']);
});

it('that items were handed on is noted once there were some', () => {
	const data: IDataObject = {};
	storeState(data, { mine: 1 }, 0);
	expect(data).toEqual({ mine: 1 });
});

it('what is too much changes nothing', () => {
	const data: IDataObject = { mine: 1 };
	const much = { mine: 'x'.repeat(10_000_001) };
	expect(() => storeState(data, much, 1)).toThrow('has more to remember than n8n can keep');
	expect(data).toEqual({ mine: 1 });
});

it('the moment of an activation stands alone', () => {
	const data: IDataObject = { mine: 1 };
	storeSince(data, 7);
	expect(data).toEqual({ since: 7 });
});
