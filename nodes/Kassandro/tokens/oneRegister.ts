/** Says of what one register's token has read that the other registers aren't in it. */
import type { Call } from '../../shared/table/types';
import { registerIdOf } from './token';

/** Whether the list looks complete or not: nothing in it shows what is missing. */
export function withoutOtherRegisters({ api, credentials }: Call): string {
	const id = registerIdOf(credentials);
	const register = id === '' ? 'one cash register' : `cash register ${id}`;
	const all = api.authentications.find(({ value }) => value === 'accountToken');
	return `Only ${register} is in this: the credential of this node reads no other. To read all registers, choose a ${all?.title} credential.`;
}
