/** Records by what people call them: blanks and capitals don't count, and near names are found. */
import { idsNamed, indexNames, nearNames } from '../../../../nodes/shared/values/nameIndex';

const index = indexNames([
	{ id: '1', names: ['Bar'] },
	{ id: '2', names: ['Soft  Drinks', '22'] },
	{ id: '3', names: ['Wine'] },
	{ id: '4', names: ['WINE '] },
	{ id: '5', names: [] },
	{ id: '6', names: ['Pizza / Pasta'] },
]);

it.each<[string, boolean, string[]]>([
	['1', false, ['1']],
	[' soft drinks', false, ['2']],
	['22', false, ['2']],
	['wine', false, ['3', '4']],
	['Bar / Soft Drinks', true, ['2']],
	['Bar > bar', true, ['1']],
	['Bar / Soft Drinks', false, []],
	['pizza / pasta', true, ['6']],
	['5', false, ['5']],
	['', true, []],
	['Beer', true, []],
])('%j (paths: %s) names %j', (text, takesPaths, ids) => {
	expect(idsNamed(index, text, takesPaths)).toEqual(ids);
});

it.each([
	// A letter put in, taken out or changed counts one; whatever stands in the other is nearer than that.
	['katze', ['Katz', 'Tatze', 'Kitz', 'Hund']],
	['xb', ['ab', 'abcb']],
	['abc', ['bc', 'adc', 'acb', 'xyz']],
	['ca', ['Cab', 'ba', 'bcd']],
	['', ['a', 'bc', 'def']],
	['ab', ['xb', '', 'xyzw']],
])('of %j, %j is the order of likeness', (text, wanted) => {
	const named = wanted.map((name, id) => ({ id: String(id), names: [name] })).reverse();
	expect(nearNames(indexNames(named), text, 9)).toEqual(wanted);
});

it('gives the names that are most like a text, the nearest first', () => {
	expect(nearNames(index, 'wind', 2)).toEqual(['Wine', 'WINE ']);
	expect(nearNames(index, 'drinks', 1)).toEqual(['Soft  Drinks']);
	expect(nearNames(indexNames([]), 'x', 3)).toEqual([]);
});
