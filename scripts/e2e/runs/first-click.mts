// The first minute of a person with a new node: an empty canvas, the node, an action, the button.
// Nothing is filled in, nothing is red, and the table has rows.

import type { Camera } from '../../n8n/screenshot.mts';

/** What people look at first, by the names that they read. */
const ACTIONS = [
	{ node: 'Kassandro', action: 'Get many receipts' },
	{ node: 'Kassandro', action: 'Get bookings' },
	{ node: 'CassaNova', action: 'Get many receipts' },
	{ node: 'CassaNova', action: 'Get bookings' },
	{ node: 'KassaForte', action: 'Get shop information' },
	{ node: 'KassaForte', action: 'Get shop menu' },
];

/**
 * Adds each action to an empty canvas and executes it with three clicks.
 * @param picture gives the file that a picture with this title goes to
 * @returns what is wrong with each, `undefined` when all is well
 */
export async function* firstClickProblems(
	camera: Camera,
	picture: (title: string) => string,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	for (const what of ACTIONS) {
		const name = `${what.node}, ${what.action}`;
		const seen = await camera.firstRun(what, picture(`first click ${name}`)).then(
			({ rows, failure, issues }) =>
				failure ??
				(issues > 0 ? `${issues} parameters are red` : undefined) ??
				(rows > 0 ? undefined : 'the table is empty'),
			(error: unknown) => String(error),
		);
		yield { title: `${name}: three clicks from an empty canvas to a table`, problem: seen };
	}
}
