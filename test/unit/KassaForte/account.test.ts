/** Check the Account of KassaForte: what environment and domain of the credential say, before anything is asked. */
import { assumptions } from '../../../nodes/KassaForte/account/assumptions';
import { LIVE_DOMAIN, SANDBOX_DOMAIN } from '../../../nodes/KassaForte/domains';
import { Desk } from '../../../nodes/shared/check/desk';
import type { ActionCall } from '../../../nodes/shared/table/types';

const environment = assumptions.find(({ name }) => name === 'environment');

const lookAt = async (chosen: string, domain: string) => {
	const credentials = { environment: chosen, domain };
	const desk = new Desk({ credentials } as unknown as ActionCall);
	const finding = await environment?.look(desk);
	expect(desk.asked).toBe('');
	return finding;
};

it.each([
	['live', LIVE_DOMAIN],
	['live', `https://${LIVE_DOMAIN}/v1`],
	['sandbox', SANDBOX_DOMAIN],
])('holds: %s with %s', async (chosen, domain) => {
	expect(await lookAt(chosen, domain)).toEqual({
		verdict: 'holds',
		found: 'They fit together.',
		meaning: 'Nothing to do.',
	});
});

it.each([
	['live', SANDBOX_DOMAIN, `Choose "Sandbox" there, or enter ${LIVE_DOMAIN}.`],
	['sandbox', LIVE_DOMAIN, `Choose "Live" there, or enter ${SANDBOX_DOMAIN}.`],
])('differs: %s with %s', async (chosen, domain, todo) => {
	expect(await lookAt(chosen, domain)).toEqual({
		verdict: 'differs',
		found: 'They contradict each other.',
		meaning: expect.stringContaining(todo),
	});
});
