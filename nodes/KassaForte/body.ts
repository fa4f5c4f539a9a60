/** Bodies that the user gives as a whole: the document lost the names of their fields. */
import { z } from 'zod';
import { isFilled } from './answers';

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

/** A JSON object with something in it, typed or from an expression. */
export const jsonObject = z.unknown().transform((value, issues): Record<string, unknown> => {
	const parsed = parse(value);
	if (isFilled(parsed)) return parsed;
	issues.addIssue({
		code: z.ZodIssueCode.custom,
		message: 'must be a JSON object with at least one field, for example {"name": "Maria"}',
	});
	return z.NEVER;
});
