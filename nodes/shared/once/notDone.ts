/** The error for a write that was sent several times, and is surely not there. */
import { NodeApiError } from 'n8n-workflow';
import { markSure } from '../wire/errors';

/**
 * Makes what says so of the last failure: it was looked for each time.
 * @param mostTries how often it was sent
 */
export function notDone(mostTries: number): (error: unknown) => unknown {
	return (error) => {
		if (!(error instanceof NodeApiError)) return error;
		error.description = `This was surely not carried out: it was tried ${mostTries} times and looked for each time. Try again later.`;
		markSure(error);
		return error;
	};
}
