/** What tells records apart beside the ID that CassaNova gives them: how the panel calls it, and how it is written. */
import type { IDataObject } from 'n8n-workflow';
import { text, textList } from '../../shared/table/schemas';
import { isAbsent, isRecord } from '../../shared/values/records';
import { z } from 'zod';

/** A key by which "Create or Update" finds a record. */
export interface RecordKey {
	/** Its value in saved workflows. */
	value: 'barcode' | 'email' | 'externalId' | 'internalId' | 'vatNumber';
	/** As the panel calls it. */
	name: string;
	description: string;
	/** Its name within a sentence. */
	words: string;
	/** The vendor's name of the field that holds it. */
	field: string;
	/** What a record's field, or what a person gives, has of it; none where it has none. */
	of: (value: unknown) => string[];
	/** The field of a new record. */
	written: (key: string) => unknown;
}

/** A text or a number as text, without blanks around it; none where there is nothing. */
export function textsOf(value: unknown): string[] {
	if (typeof value !== 'string' && typeof value !== 'number') return [];
	const written = String(value).trim();
	return written === '' ? [] : [written];
}

/** An email address; small and capital letters make no other. */
export const emailsOf = (value: unknown): string[] =>
	textsOf(value).map((email) => email.toLowerCase());

/** A VAT number; blanks and the country in front make no other. */
export const vatNumbersOf = (value: unknown): string[] =>
	textsOf(value).map((number) => number.replace(/\s/g, '').replace(/^IT(?=\d)/i, ''));

const codes = z.union([textList, text.transform((one) => [one])]);

/** Barcodes of a record, or of a text. */
export function barcodesIn(value: unknown): string[] {
	if (Array.isArray(value) && value.every(isRecord)) {
		return value.flatMap((one) => (isAbsent(one.value) ? [] : [String(one.value).trim()]));
	}
	const read = codes.safeParse(value);
	return read.success ? read.data : [];
}

/**
 * An EAN-13 has 13 digits. Assumption: everything else is sent as a Code 39, the only other format of the document
 * (BarcodeFormat), EAN-8 and UPC-A too: that the till knows formats of their own only one program says, by a guess.
 */
export const asBarcode = (value: string): IDataObject => ({
	value,
	format: /^\d{13}$/.test(value) ? 'EAN13' : 'CODE39',
	salable: true,
});

const asItIs = (key: string): string => key;

/** The ID that a record has in the user's own system. */
export const OWN_ID: RecordKey = {
	value: 'externalId',
	name: 'Your Own ID',
	description: 'The ID that it has in your own system',
	words: 'own ID',
	field: 'externalId',
	of: textsOf,
	written: asItIs,
};

/** Any of the barcodes of what is sold. */
export const BARCODE: RecordKey = {
	value: 'barcode',
	name: 'Barcode',
	description: 'Any of its barcodes',
	words: 'barcode',
	field: 'barcodes',
	of: barcodesIn,
	written: (key) => [asBarcode(key)],
};

/** The code by which the till finds what is sold. */
export const INTERNAL_ID: RecordKey = {
	value: 'internalId',
	name: 'Internal ID',
	description: 'The code by which the till finds it: where shops keep the SKU',
	words: 'internal ID',
	field: 'internalId',
	of: textsOf,
	written: asItIs,
};

export const EMAIL: RecordKey = {
	value: 'email',
	name: 'Email',
	description: 'Its email address; small and capital letters make no difference',
	words: 'email',
	field: 'email',
	of: emailsOf,
	written: asItIs,
};

export const VAT_NUMBER: RecordKey = {
	value: 'vatNumber',
	name: 'VAT Number',
	description: 'Its VAT number (partita IVA), with or without IT in front',
	words: 'VAT number',
	field: 'vatNumber',
	of: vatNumbersOf,
	written: asItIs,
};
