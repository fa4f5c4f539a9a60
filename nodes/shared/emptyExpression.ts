/** An expression that was to give something and gave nothing: what it protects would be off unseen. */
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from './errors';
import type { Call } from './types';

/**
 * Refuses a parameter that came out empty although an expression stands in it.
 * @throws InputError; a parameter that was left empty passes
 */
export function refuseEmptyExpression(
	{ host }: Pick<Call, 'host'>,
	{ name, displayName }: Pick<INodeProperties, 'name' | 'displayName'>,
): void {
	const stored = host.getNode().parameters[name];
	if (typeof stored !== 'string' || !stored.startsWith('=') || stored === '=') return;
	throw new InputError(
		displayName,
		'is an expression that came out empty for this item',
		'Correct the expression, so that each item has a value of its own, or clear the field. Nothing was sent.',
	);
}
