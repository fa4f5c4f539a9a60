/** Nothing is heard for too long, or something is. */
import { Silence } from '../../../../nodes/shared/wire/silence';
import { Clock } from '../../../support/clock/clock';

function listen(): { clock: Clock; silence: Silence; told: () => number } {
	const clock = new Clock();
	let told = 0;
	const silence = new Silence(clock, 60_000, () => (told += 1));
	return { clock, silence, told: () => told };
}

it('tells once, as soon as it is too long', () => {
	const { clock, told } = listen();
	clock.advance(59_999);
	expect(told()).toBe(0);
	clock.advance(1);
	expect(told()).toBe(1);
	clock.advance(600_000);
	expect(told()).toBe(1);
});

it('counts from what was heard last', () => {
	const { clock, silence, told } = listen();
	clock.advance(40_000);
	silence.hear();
	clock.advance(59_999);
	expect(told()).toBe(0);
	clock.advance(1);
	expect(told()).toBe(1);
});

it('says nothing as long as something is heard in time', () => {
	const { clock, silence, told } = listen();
	for (let minute = 0; minute < 30; minute++) {
		clock.advance(59_000);
		silence.hear();
	}
	expect(told()).toBe(0);
});

it('waits no longer than it may where the clock is put back', () => {
	const { clock, silence, told } = listen();
	const asked: number[] = [];
	const { deadline } = clock;
	clock.deadline = (ms) => {
		asked.push(ms);
		return deadline(ms);
	};
	const { now } = clock;
	// An hour ahead while something is heard, and right again when the time has passed.
	clock.now = () => now() + 3_600_000;
	silence.hear();
	clock.now = now;
	clock.advance(60_000);
	expect(asked).toEqual([60_000]);
	expect(told()).toBe(0);
});

it('says nothing once nobody listens, also after it went on', () => {
	const { clock, silence, told } = listen();
	clock.advance(30_000);
	silence.hear();
	clock.advance(30_000);
	silence.stop();
	clock.advance(600_000);
	expect(told()).toBe(0);
});
