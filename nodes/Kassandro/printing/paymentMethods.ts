/** The register's ways to pay (document: Bezahlarten, which doesn't show what they look like). */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/values/records';

/** What a way to pay is called: itself where it is a text, else under one of a few names. */
export function nameOfMethod(method: unknown): string | undefined {
	if (typeof method === 'string') return method;
	if (!isRecord(method)) return undefined;
	const { paymentMethod, name, description }: IDataObject = method;
	return [paymentMethod, name, description].find(
		(value): value is string => typeof value === 'string' && value !== '',
	);
}

/** Whether a way to pay has a name, under whatever key: no document says under which. */
export function isMethodNamed(method: unknown, name: string): boolean {
	return isRecord(method) ? Object.values(method).includes(name) : method === name;
}
