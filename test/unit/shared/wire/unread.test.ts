/** What isn't read yet keeps its places, whatever was dropped before it. */
import { Unread } from '../../../../nodes/shared/wire/unread';

it('gives text by its places in the whole answer', () => {
	const unread = new Unread();
	expect(unread.all()).toHaveLength(0);
	for (const piece of ['abc', 'de', '€f']) unread.add(Buffer.from(piece));
	expect(unread).toMatchObject({ from: 0, length: 9 });
	expect(unread.text(2, 8)).toBe('cde€');
	unread.dropTo(4);
	expect(unread).toMatchObject({ from: 4, length: 5 });
	expect(unread.text(5, 9)).toBe('€f');
	unread.add(Buffer.from('gh'));
	expect(unread).toMatchObject({ from: 4, length: 7 });
	expect(unread.text(8, 11)).toBe('fgh');
	unread.dropTo(11);
	expect(unread).toMatchObject({ from: 11, length: 0 });
	unread.add(Buffer.from('i'));
	expect(unread.all().toString()).toBe('i');
});
