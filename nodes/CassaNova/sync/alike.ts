/** Whether a record shows what is meant, however it is written. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { isAbsent, listOf } from '../../shared/values/records';
import { asWritten, isSame } from '../records/upsertFields';

const isEmpty = (one: unknown) => isAbsent(one) || one === '' || listOf(one)?.length === 0;

/** What was cleared may read back as nothing at all; the order of lists doesn't count. */
export function isAlike(told: unknown, value: unknown): boolean {
	if (isEmpty(told) || isEmpty(value)) return isEmpty(told) && isEmpty(value);
	const [rest, wanted] = [listOf(told)?.slice(), listOf(value)];
	if (!rest || !wanted) return isSame(told, value);
	if (rest.length !== wanted.length) return false;
	return wanted.every((one) => {
		const at = rest.findIndex((other) => isSame(other, one));
		if (at >= 0) rest.splice(at, 1);
		return at >= 0;
	});
}

/** A record with its fields as they would be sent. */
export function fieldsAsWritten(record: IDataObject): IDataObject {
	return (asWritten([record]) as [IDataObject])[0];
}

/**
 * Whether a record has what was sent. Of a new record, what is off may not be told at all.
 * @param written the record, as {@link fieldsAsWritten} gives it
 */
export function hasFields(written: IDataObject, sent: IDataObject, isNew: boolean): boolean {
	return Object.entries(sent).every(
		([name, value]) =>
			isAlike(written[name], value) || (isNew && value === false && isAbsent(written[name])),
	);
}

/** Whether a record was made of what was sent, though it may show something of it otherwise. */
export function isMadeOf(written: IDataObject, sent: IDataObject): boolean {
	const keys = ['externalId', 'internalId'].filter((name) => name in sent);
	return keys.length > 0 && keys.every((name) => isAlike(written[name], sent[name]));
}

/**
 * Fields that were not sent and are otherwise than before, as they were.
 * @param names of the fields that are looked at
 */
export function changedBeside(
	before: IDataObject,
	after: IDataObject,
	sent: IDataObject,
	names: ReadonlySet<string>,
): IDataObject {
	const changed = [...names].filter(
		(name) => !(name in sent) && !isAlike(after[name], before[name]),
	);
	return Object.fromEntries(changed.map((name) => [name, before[name]]));
}
