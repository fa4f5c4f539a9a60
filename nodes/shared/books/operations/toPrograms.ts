/** Bookings as journal entries of a program: one item for each business day and place, the body of a request. */
import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../table/types';
import { inTurns } from '../../values/inTurns';
import { remarkOnUnknownRates } from '../files/unknownRates';
import type { Accounts } from '../accounts';
import { readProgramOptions } from '../panel/programs';
import { programBodies } from '../programs';
import type { Booking, ProgramFormat } from '../types';
import { refuse } from './toFile';
import { tell } from './wanted';

/**
 * The bodies.
 * @throws InputError for what has no account that the program takes
 */
export async function toPrograms(
	call: Call,
	program: ProgramFormat,
	bookings: readonly Booking[],
	accounts: Accounts,
): Promise<IDataObject[]> {
	const { input } = call;
	const making = programBodies(program, bookings, accounts, readProgramOptions(input));
	const bodies = await inTurns(call, making).catch((error: unknown) => refuse(error));
	tell(call, remarkOnUnknownRates(bookings, 'in these items'));
	return bodies.map((body): IDataObject => ({ ...body }));
}
