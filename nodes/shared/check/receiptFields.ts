/** What a check says of the fields that receipts have. */
import type { IDataObject } from 'n8n-workflow';
import { counted, differs, holds, unclear } from './findings';
import { fieldNames, missingFields, unknownFields } from './shapes';
import type { Described } from './shapes';
import type { Finding } from './types';

/** How a system's check words it. */
interface Wording {
	/** What doesn't name an unknown field: `any document`. */
	document: string;
	/** What unknown fields mean. */
	ifUnknown: string;
	/** What to do where no receipts came. */
	ifNone: string;
}

/** Whether receipts have the fields that the package reads, and none that no document names. */
export function receiptFieldsOf(
	records: readonly IDataObject[],
	described: readonly Described[],
	{ document, ifUnknown, ifNone }: Wording,
): Finding {
	if (records.length === 0) return unclear('No receipts came.', ifNone);
	const missing = missingFields(records, described);
	const unknown = unknownFields(records, described);
	const found = `Of ${counted(records.length, 'receipt')}: missing ${fieldNames(missing)}; not in ${document}: ${fieldNames(unknown)}.`;
	if (missing.length + unknown.length === 0) return holds(found);
	return differs(
		found,
		missing.length > 0
			? 'What the missing fields say is missing in lists and books as well: look at a receipt with "Output: Everything as Sent", and please send the report.'
			: ifUnknown,
	);
}
