/** Since when a trigger is watched, for everything that may be known of it. */
import { beginningOf } from '../../../../nodes/shared/poll/activation';
import { PollGuard } from '../../../../nodes/shared/poll/guard';
import { pollHost } from '../../../support/n8n/pollHost';

const NOW = 1000;
/** Where the moment of an activation stands in the workflow's own data. */
const KEPT = 'kassaActivated:1:Node';

interface Known {
	/** The poll belongs to an activation. */
	activated?: true;
	/** What the trigger noted itself. */
	noted?: number;
	/** What this process remembers. */
	remembered?: number;
	/** What n8n keeps. */
	kept?: number;
	/** The trigger has stored something. */
	isOld?: true;
}

function begin({ activated, noted, remembered, kept, isOld }: Known) {
	const guard = new PollGuard();
	if (remembered !== undefined) guard.since('key', remembered, true);
	const node = { id: '1', name: 'Node' };
	const global: Record<string, number> = kept === undefined ? {} : { [KEPT]: kept };
	const activation = activated ? ('activate' as const) : ('update' as const);
	const { host } = pollHost({ activation, global, node });
	const isNew = !isOld && noted === undefined;
	const beginning = beginningOf(host, { isNew, since: noted }, NOW, guard, 'key');
	beginning.keep();
	return { ...beginning, kept: global[KEPT] };
}

it.each<[string, Known, number, number | undefined]>([
	['nothing is known: from now on, and that is kept', {}, NOW, NOW],
	['the activation’s own poll: from now on', { activated: true, remembered: 3, kept: 4 }, NOW, NOW],
	['this process remembers', { remembered: 3 }, 3, 3],
	['n8n has kept it', { kept: 4 }, 4, 4],
	['this process knows better than n8n', { remembered: 3, kept: 4 }, 3, 4],
	['the trigger noted it when its first poll failed', { noted: 2, remembered: 3 }, 2, undefined],
	['the trigger has stored something: from now on', { isOld: true, kept: 4 }, NOW, 4],
	[
		'the trigger has stored something, and is remembered',
		{ isOld: true, remembered: 3 },
		3,
		undefined,
	],
	['a clock that was ahead: from now on', { remembered: NOW + 5 }, NOW, NOW],
	['a clock that was ahead when n8n kept it', { kept: NOW + 5 }, NOW, NOW + 5],
])('%s', (_words, known, since, kept) => {
	const beginning = begin(known);
	expect(beginning).toMatchObject({ since, isActivation: known.activated === true });
	expect(beginning.kept).toBe(kept);
});

it('only the first poll of a context belongs to its activation', () => {
	const { host } = pollHost({ activation: 'init' });
	const polls = [1, 2].map(() =>
		beginningOf(host, { isNew: true, since: undefined }, NOW, new PollGuard(), 'key'),
	);
	expect(polls.map(({ isActivation }) => isActivation)).toEqual([true, false]);
});
