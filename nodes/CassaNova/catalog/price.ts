/** A price that a person or a list gives: what could be a thousand times as much is refused. */
import { z } from 'zod';
import { numeric } from '../../shared/table/schemas';

/** One point and three digits after it: 1.000 is one euro to a program, and a thousand to a price list. */
const EITHER_WAY = /^[1-9]\d{0,2}\.\d{3}$/;

/** A price in euros, 0 or more; as a number, or as text that can be read in one way only. */
export const givenPrice = z
	.unknown()
	.superRefine((value, issues) => {
		if (typeof value !== 'string' || !EITHER_WAY.test(value.trim())) return;
		const written = value.trim();
		issues.addIssue({
			code: 'custom',
			message: `can mean ${written} or ${written.replace('.', '')} euros: write it with two digits after the decimal sign, and nothing between thousands`,
		});
	})
	.pipe(numeric({ min: 0 }));
