/** Fingerprints and the memory that is made of them: no mix-ups, nothing forgotten, small. */
import {
	contentFingerprint,
	fingerprint48,
	fromLetters,
	toLetters,
} from '../../../../nodes/shared/poll/hash';
import { Seen } from '../../../../nodes/shared/poll/documents/seen';

describe('fingerprints', () => {
	it.each([
		['counted up', (n: number) => `r${n}`],
		[
			'uuids that differ in a few places',
			(n: number) => `0f3c2a51-77aa-4b1e-${String(n).padStart(12, '0')}`,
		],
		['numbers of registers', (n: number) => `${n % 20}-${Math.floor(n / 20)}`],
		['long', (n: number) => `${'x'.repeat(40)}${n}`],
	])('are all different: ids %s', (_words, id) => {
		const all = new Set<number>();
		for (let n = 0; n < 200_000; n++) all.add(fingerprint48(id(n)));
		expect(all.size).toBe(200_000);
		for (const value of [...all].slice(0, 500)) {
			expect(Number.isInteger(value) && value >= 0 && value < 2 ** 48).toBe(true);
			expect(fromLetters(toLetters(value, 8), 0, 8)).toBe(value);
		}
	});

	it('use every bit', () => {
		const counts = new Array<number>(48).fill(0);
		for (let n = 0; n < 4000; n++) {
			const value = BigInt(fingerprint48(`id ${n}`));
			counts.forEach((_count, bit) => {
				if ((value >> BigInt(bit)) & 1n) counts[bit] = (counts[bit] ?? 0) + 1;
			});
		}
		for (const count of counts) {
			expect(count).toBeGreaterThan(1800);
			expect(count).toBeLessThan(2200);
		}
	});

	it('of a content don’t depend on the order of fields, but on everything else', () => {
		const record = { a: 1, b: [{ c: null, d: 'x' }] };
		expect(contentFingerprint({ b: [{ d: 'x', c: null }], a: 1 })).toBe(contentFingerprint(record));
		for (const other of [{ ...record, a: 2 }, { ...record, a: '1' }, { a: 1, b: [] }, { a: 1 }]) {
			expect(contentFingerprint(other)).not.toBe(contentFingerprint(record));
		}
	});
});

describe('the memory', () => {
	it('gives back what was noted, day by day', () => {
		const seen = new Seen({});
		seen.set('a', '2026-03-01', { handedOn: true, mark: 0 });
		seen.set('b', '2026-03-02', { handedOn: false, mark: 31 });
		const again = new Seen(JSON.parse(JSON.stringify(seen.toStored())) as Record<string, string>);
		expect(again.get('a')).toEqual({ handedOn: true, mark: 0 });
		expect(again.get('b')).toEqual({ handedOn: false, mark: 31 });
		expect(again.get('c')).toBeUndefined();
		again.dropBefore('2026-03-02');
		expect(again.get('a')).toBeUndefined();
		expect(Object.keys(again.toStored())).toEqual(['2026-03-02']);
		expect(again.size).toBe(1);
	});

	it('leaves the days alone on which nothing changed', () => {
		const stored = new Seen({});
		stored.set('a', '2026-03-01', { handedOn: true, mark: 0 });
		const before = stored.toStored();
		const seen = new Seen(before);
		seen.set('a', '2026-03-01', { handedOn: true, mark: 0 });
		expect(seen.toStored()).toBe(before);
		seen.set('a', '2026-03-05', { handedOn: true, mark: 2 });
		seen.set('b', '2026-03-02', { handedOn: true, mark: 0 });
		expect(Object.keys(seen.toStored()).sort()).toEqual(['2026-03-01', '2026-03-02']);
		expect(seen.get('a')).toEqual({ handedOn: true, mark: 2 });
	});

	it('of 10,000 records takes less than 100 KB', () => {
		const seen = new Seen({});
		for (let n = 0; n < 10_000; n++) {
			const day = `2026-03-0${1 + (n % 9)}`;
			seen.set(`0f3c2a51-77aa-4b1e-${n}`, day, { handedOn: true, mark: 0 });
		}
		expect(seen.size).toBe(10_000);
		expect(JSON.stringify(seen.toStored()).length).toBeLessThan(100_000);
	});
});
