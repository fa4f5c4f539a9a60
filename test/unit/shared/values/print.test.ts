/** Fingerprints of long answers: those of their whole texts, made in short steps. */
import { createHash } from 'crypto';
import { printSteps, sorted } from '../../../../nodes/shared/values/print';
import { atOnce } from '../../../../nodes/shared/values/inTurns';

const whole = (value: unknown) =>
	createHash('sha256').update(sorted(value)).digest('base64url').slice(0, 12);
const long = {
	z: Array.from({ length: 30_000 }, (_, n) => ({ b: n, a: [`Käse ${n}`, null, true, {}] })),
	a: { text: '€'.repeat(200_000), '\ud800': '\udc00' },
};

it.each([[null], [1], ['x'], [[]], [{}], [[[]]], [[{}, []]], [{ b: [1, { d: 2, c: 3 }], a: '' }]])(
	'of %j',
	(value) => {
		expect(atOnce(printSteps(value, sorted))).toBe(whole(value));
	},
);

it('of dates as an expression gives them', () => {
	const print = (date: Date) =>
		atOnce(printSteps({ date }, (leaf) => JSON.stringify(leaf) ?? 'null'));
	expect(print(new Date(1))).toBe(print(new Date(1)));
	expect(print(new Date(1))).not.toBe(print(new Date(2)));
});

it('of a long answer, whose steps are short', () => {
	let texts = 0;
	let most = 0;
	const steps = printSteps(long, (leaf) => {
		texts += 1;
		return sorted(leaf);
	});
	let step = steps.next();
	for (; !step.done; step = steps.next()) {
		most = Math.max(most, texts);
		texts = 0;
	}
	expect(step.value).toBe(whole(long));
	expect(most).toBeGreaterThan(0);
	expect(most).toBeLessThanOrEqual(4096);
});
