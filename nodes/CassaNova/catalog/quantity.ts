/** Quantities that a person or a list gives: what could be a thousand times as much is refused. */
import { z } from 'zod';
import { mayBeThousands, numeric } from '../../shared/table/schemas';

const inOneWay = z.unknown().superRefine((value, issues) => {
	if (!mayBeThousands(value)) return;
	const written = value.trim();
	const whole = written.replace('.', '');
	issues.addIssue({
		code: 'custom',
		message: `can mean ${written} or ${whole}: write ${whole} for the one, ${written}0 for the other`,
	});
});

/** A quantity that there is, 0 or more; as a number, or as text that can be read in one way only. */
export const givenQuantity = inOneWay.pipe(numeric({ min: 0 }));

/** A quantity that comes in or goes out; as a number, or as text that can be read in one way only. */
export const givenMove = inOneWay.pipe(numeric());
