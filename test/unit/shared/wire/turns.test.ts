/** Pieces are taken in their order, in bites, and others have their turn between. */
import { Turns } from '../../../../nodes/shared/wire/turns';
import { settle } from '../../../support/clock/clock';

const KB = 1024;

/** What happened, in order: a bite in KB, or a turn; turns end at once unless they are held. */
function queue({ isLong = false, isHeld = false } = {}) {
	const events: Array<number | 'turn'> = [];
	let letGo = () => {};
	const turn = async () => {
		events.push('turn');
		if (!isHeld) return;
		await new Promise<void>((resolve) => {
			letGo = resolve;
		});
	};
	const turns = new Turns({ turn }, (bite) => {
		if (bite[0] === 0xff) throw new Error('enough');
		events.push(bite.length / KB);
		return isLong;
	});
	return { turns, events, letGo: () => letGo() };
}

const piece = (kb: number) => Buffer.alloc(kb * KB);
const bad = () => Buffer.alloc(KB, 0xff);

it('takes a short piece at once, and in one', () => {
	const { turns, events } = queue();
	expect(turns.add(piece(200))).toBeUndefined();
	expect(turns.isIdle).toBe(true);
	expect(events).toEqual([200]);
});

it('takes a long piece in bites of 64 KB, with a turn after 256 KB', async () => {
	const { turns, events } = queue();
	await turns.add(piece(330));
	expect(events).toEqual([64, 64, 64, 64, 'turn', 64, 10]);
	expect(turns.isIdle).toBe(true);
});

it('counts what it took at once', async () => {
	const { turns, events } = queue();
	expect(turns.add(piece(250))).toBeUndefined();
	await turns.add(piece(10));
	await turns.add(piece(10));
	expect(events).toEqual([250, 10, 'turn', 10]);
});

it('lets others go first after each bite that took long', async () => {
	const { turns, events } = queue({ isLong: true });
	expect(turns.add(piece(1))).toBeUndefined();
	await turns.add(piece(70));
	expect(events).toEqual([1, 'turn', 64, 'turn', 6]);
});

it('takes nothing before what waits, and is idle once all of it is taken', async () => {
	const { turns, events, letGo } = queue({ isHeld: true });
	expect(turns.add(piece(250))).toBeUndefined();
	const works = [turns.add(piece(10)), turns.add(piece(2)), turns.add(piece(3))];
	let isDone = false;
	const done = turns.done().then(() => (isDone = true));
	await settle();
	expect(events).toEqual([250, 10, 'turn']);
	expect(turns.isIdle).toBe(false);
	expect(isDone).toBe(false);
	letGo();
	await Promise.all([...works, done]);
	expect(events).toEqual([250, 10, 'turn', 2, 3]);
	expect(turns.isIdle).toBe(true);
});

it('ends with what went wrong, at once or in the queue, and takes nothing after it', async () => {
	const { turns, events } = queue();
	await expect(turns.add(bad())).rejects.toThrow('enough');
	await expect(turns.done()).rejects.toThrow('enough');
	const other = queue();
	const works = [other.turns.add(piece(300)), other.turns.add(bad()), other.turns.add(piece(1))];
	const ends = await Promise.allSettled([...works, other.turns.done()]);
	expect(ends.map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'rejected',
		'rejected',
	]);
	expect(events).toEqual([]);
	expect(other.events).toEqual([64, 64, 64, 64, 'turn', 44]);
});

it('takes nothing once it is stopped, also of the piece that it is at', async () => {
	const { turns, events, letGo } = queue({ isHeld: true });
	const work = turns.add(piece(600));
	await settle();
	turns.stop();
	letGo();
	await work;
	expect(turns.add(piece(1))).toBeUndefined();
	expect(events).toEqual([64, 64, 64, 64, 'turn']);
});
