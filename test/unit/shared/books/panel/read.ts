/** What the panel of "Get Bookings" stores, read as the node reads it. */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import { readInput } from '../../../../../nodes/shared/run/input';
import { InputError } from '../../../../../nodes/shared/table/inputError';
import { findEndpoint } from '../../../../../nodes/shared/table/table';
import type { Api, Endpoint } from '../../../../../nodes/shared/table/types';
import type { RequestInput } from '../../../../../nodes/shared/table/request';

/** Noon of October 24th in Vienna and Rome. */
export const now = Date.parse('2026-10-24T12:00:00+02:00');

/** The operation, with the first way to authenticate. */
export function getBookings(api: Api): Endpoint {
	const authentication = api.authentications[0]?.value ?? '';
	const endpoint = findEndpoint(api, 'accounting', 'getBookings', authentication);
	if (!endpoint) throw new Error('there is no such operation');
	return endpoint;
}

/** The checked input of these parameters, and of what a new node has else. */
export function read(parameters: IDataObject, api: Api = kassandro): RequestInput {
	const all: IDataObject = {
		period: 'yesterday',
		groupBy: 'day',
		fileFormat: 'items',
		accountsSource: 'panel',
		...parameters,
	};
	return readInput(api, getBookings(api), (name) => all[name] ?? null, now);
}

/** The words of a refusal. */
export function refusal(make: () => unknown): string {
	let words = 'nothing was refused';
	try {
		make();
	} catch (error) {
		words = error instanceof InputError ? error.message : `another error: ${String(error)}`;
	}
	return words;
}
