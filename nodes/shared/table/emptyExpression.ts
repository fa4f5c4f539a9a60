/** An expression that was to give something and gave nothing: what it narrows or protects would be off unseen. */
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from './inputError';
import { located } from './located';
import type { Call } from './types';

type Named = Pick<INodeProperties, 'name' | 'displayName'>;

/** True for what stands for no value at all; an empty list isn't one. */
export function isNothing(value: unknown): value is '' | null | undefined {
	return value === undefined || value === null || value === '';
}

/** Whether a parameter, as it is saved, is an expression; a resource locator is one by its value. */
export function isExpression(stored: unknown): boolean {
	const value = located(stored);
	return typeof value === 'string' && value.startsWith('=') && value !== '=';
}

/** A part of a saved parameter: the whole one's expression, where it is one. */
export function storedMember(stored: unknown, name: string | number): unknown {
	if (isExpression(stored) || typeof stored !== 'object' || stored === null) return stored;
	return (stored as Record<string | number, unknown>)[name];
}

/**
 * The refusal of an expression that came out empty.
 * @param added true for a field of a collection, which can be removed; others are cleared
 */
export function cameOutEmpty(
	{ displayName }: Pick<Named, 'displayName'>,
	added = false,
): InputError {
	return new InputError(
		displayName,
		'is an expression that came out empty for this item',
		`Correct the expression, so that each item has a value of its own, or ${added ? 'remove' : 'clear'} the field. Nothing was sent.`,
	);
}

/**
 * Refuses a parameter that came out empty although an expression stands in it.
 * @throws InputError; a parameter that was left empty passes
 */
export function refuseEmptyExpression(
	{ host }: Pick<Call, 'host'>,
	{ name, displayName }: Named,
): void {
	if (isExpression(host.getNode().parameters[name])) throw cameOutEmpty({ displayName });
}
