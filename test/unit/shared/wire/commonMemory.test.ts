/** Packages in one process share what belongs to an account, and nothing else. */
import { SentOrders } from '../../../../nodes/KassaForte/orders/sentOrders';
import { BlindRegisters } from '../../../../nodes/Kassandro/printing/blindRegisters';
import { OpenSends } from '../../../../nodes/Kassandro/printing/openSends';
import { PollGuard } from '../../../../nodes/shared/poll/guard';
import { Learnt } from '../../../../nodes/shared/run/learnt';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { commonMemory } from '../../../../nodes/shared/wire/commonMemory';
import { Lanes } from '../../../../nodes/shared/wire/lanes';
import { Pacer } from '../../../../nodes/shared/wire/pace';
import { SessionStore } from '../../../../nodes/shared/wire/session';
import { Clock, settle } from '../../../support/clock/clock';

const SHARED: Array<(new () => object) & { shared: string }> = [
	BlindRegisters,
	Lanes,
	Learnt,
	OpenSends,
	Pacer,
	SentOrders,
];

/** Memories of two packages that n8n has loaded into one process. */
function twoPackages() {
	class Host {}
	const one = new ProcessMemory(commonMemory(Host));
	return { host: Host, one, two: new ProcessMemory(commonMemory(Host)) };
}

describe('two packages in one process', () => {
	it('wait for each other where one works alone', async () => {
		const { one, two } = twoPackages();
		const log: string[] = [];
		let end = () => {};
		const held = new Promise<void>((resolve) => {
			end = resolve;
		});
		const first = one.of(Lanes).alone('order 7', async () => {
			log.push('one begins');
			await held;
			log.push('one ends');
		});
		const second = two.of(Lanes).alone('order 7', async () => log.push('two'));
		await settle();
		expect(log).toEqual(['one begins']);
		end();
		await Promise.all([first, second]);
		expect(log).toEqual(['one begins', 'one ends', 'two']);
	});

	it('use one limit of calls', async () => {
		const { one, two } = twoPackages();
		const clock = new Clock();
		const limit = { calls: 2, perMs: 1000 };
		await one.of(Pacer).slot('account', limit, clock);
		await two.of(Pacer).slot('account', limit, clock);
		await expect(two.of(Pacer).slot('account', limit, clock, undefined, 0)).rejects.toMatchObject({
			waitMs: 1000,
		});
	});

	it('know of what the other has sent without an answer', () => {
		const { one, two } = twoPackages();
		one.of(OpenSends).begin(['print', 'A-1'], 5);
		expect(two.of(OpenSends).since(['print', 'A-1'])).toBe(5);
		two.of(OpenSends).end(['print', 'A-1']);
		expect(one.of(OpenSends).since(['print', 'A-1'])).toBeUndefined();
	});

	it('keep their own code, so that each throws errors that it knows', () => {
		const { one, two } = twoPackages();
		expect(one.of(Lanes)).not.toBe(two.of(Lanes));
	});

	it("don't share tokens, which are secrets, nor what belongs to one node", () => {
		const { host, one } = twoPackages();
		for (const part of SHARED) one.of(part);
		one.of(SessionStore);
		one.of(PollGuard);
		const names = SHARED.map(({ shared }) => shared);
		expect([...commonMemory(host).keys()].sort()).toEqual(names.sort());
	});
});

describe('versions that differ', () => {
	it('share nothing where the number differs', () => {
		const { one, two } = twoPackages();
		const Newer = Object.assign(class extends OpenSends {}, { shared: 'open sends 2' });
		one.of(OpenSends).begin(['a'], 1);
		expect(two.of(Newer).since(['a'])).toBeUndefined();
	});

	it('keep their own where the number is the same and the fields are not', () => {
		const { one, two } = twoPackages();
		class Other {
			static readonly shared = OpenSends.shared;

			readonly times = new Set<string>();
		}
		one.of(OpenSends).begin(['a'], 1);
		expect(two.of(Other).times).toBeInstanceOf(Set);
	});

	it('work alone where nothing can be shared, or something else stands there', () => {
		const frozen = Object.freeze(class {});
		expect(commonMemory(frozen)).not.toBe(commonMemory(frozen));
		class Host {}
		const common = commonMemory(Host);
		common.set(OpenSends.shared, [1]);
		const memory = new ProcessMemory(common);
		memory.of(OpenSends).begin(['a'], 1);
		expect(memory.of(OpenSends).since(['a'])).toBe(1);
	});

	/** What other packages find. Where this list changes, the part's number has to change as well. */
	it('are told apart by a number, which goes with these fields', () => {
		const { host, one } = twoPackages();
		for (const part of SHARED) one.of(part);
		const methods = (value: object) => Object.getOwnPropertyNames(Object.getPrototypeOf(value));
		const found = [...commonMemory(host)].map(([name, fields]) => [
			name,
			...Object.entries(fields).map(([field, value]) =>
				value instanceof Map ? `${field}: Map` : `${field}: ${methods(value as object).join(' ')}`,
			),
		]);
		const bounded = 'constructor get set delete';
		expect(found.sort()).toEqual([
			['blind registers 1', `lengths: ${bounded}`],
			['lanes 1', 'lanes: Map'],
			['learnt 1', `facts: ${bounded}`],
			['open sends 1', `times: ${bounded}`],
			['pace 1', 'calls: Map'],
			['sent orders 1', `known: ${bounded}`],
		]);
	});
});
