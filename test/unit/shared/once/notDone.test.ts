/** What is said of a write that was tried often, and is surely not there. */
import { kassaForte } from '../../../../nodes/KassaForte/api';
import { contactRequest } from '../../../../nodes/KassaForte/resources/contactRequest';
import { notDone } from '../../../../nodes/shared/once/notDone';
import { Tries } from '../../../support/n8n/tries';

it('says how often it was tried, and that it was not carried out', () => {
	const lost = new Tries(kassaForte, contactRequest.endpoints[0]!).lost();
	expect(lost.context.outcomeUnknown).toBe(true);
	expect(notDone(3)(lost)).toBe(lost);
	expect(lost.description).toBe(
		'This was surely not carried out: it was tried 3 times and looked for each time. Try again later.',
	);
	expect(lost.context.outcomeUnknown).toBeUndefined();
});

it('leaves an error that is not ours as it is', () => {
	const error = new Error('?');
	expect(notDone(3)(error)).toBe(error);
	expect(error).not.toHaveProperty('description');
});
