/** What a new record lacks: asked for where nothing was found that could be changed. */
import { InputError } from '../../shared/table/inputError';
import type { RequestInput } from '../../shared/table/request';
import type { Endpoint, Field } from '../../shared/table/types';
import { listed } from '../../shared/values/listed';
import { flag } from '../../shared/table/schemas';
import { DEFINE_USING } from '../../shared/table/nested';

const wireName = ({ as, property }: Field): string => as ?? property.name;

/**
 * Refuses a new record that lacks what it needs.
 * @param key what nothing was found by, in words
 * @throws InputError that names all that is missing
 */
export function refuseMissing(
	{ one, create }: { one: string; create: Endpoint },
	fields: Record<string, unknown>,
	input: RequestInput,
	key: string,
): void {
	const missing = (create.fields ?? [])
		.filter(
			(field) =>
				field.in === 'body' &&
				field.property.required === true &&
				!field.alternative &&
				isAskedFor(field, fields) &&
				fields[wireName(field)] === undefined,
		)
		.map(({ property }) => property.displayName);
	const [first, ...others] = missing;
	if (first !== undefined) {
		const rest =
			others.length > 0
				? `, and so ${others.length > 1 ? 'are' : 'is'} ${listed(others.map((name) => `"${name}"`))}`
				: '';
		throw new InputError(
			first,
			`is empty${rest}. A new ${one} needs ${others.length > 0 ? 'them' : 'it'}, and none has the ${key} yet`,
			'Fill in what is missing to have it created, or correct the key of the one that you mean; nothing was sent.',
		);
	}
	create.check?.({ ...input, body: fields });
}

/** Whether a field belongs to a record like this one: some go with or without a switch of it. */
function isAskedFor({ property }: Field, fields: Record<string, unknown>): boolean {
	return Object.entries(property.displayOptions?.show ?? {}).every(([name, values]) => {
		if (name === `/${DEFINE_USING}`) return true;
		const current = fields[name];
		return (values ?? []).some((value) =>
			typeof value === 'boolean'
				? (flag.safeParse(current).data ?? false) === value
				: String(value) === String(current),
		);
	});
}
