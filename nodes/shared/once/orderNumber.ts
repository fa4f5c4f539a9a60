/** Order numbers: what tells one order of the user's own shop from another. */
import { z } from 'zod';

function refuse(issues: z.RefinementCtx, message: string): never {
	issues.addIssue({ code: z.ZodIssueCode.custom, message });
	return z.NEVER;
}

/**
 * Text without blanks around it; '' where nothing was given. Of a number, only one that isn't rounded
 * already: two long numbers would be the same one.
 */
export const orderNumberSchema = z.unknown().transform((value, issues): string => {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value !== 'number') return refuse(issues, 'must be a text or a number');
	if (Number.isSafeInteger(value)) return String(value);
	return refuse(
		issues,
		`is the number ${value}, which cannot be told from others of its size or kind: give it as text`,
	);
});
