/** Operations for which all items of the input are one list: statement rows, receipts, what was posted. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ActionCall, Endpoint } from '../table/types';

/**
 * Whether all items of the input are one list for an operation, as the parameters of the first item say.
 * @param host with at least one item
 */
export function takesOneList({ takesOneList }: Endpoint, host: IExecuteFunctions): boolean {
	if (takesOneList === undefined || takesOneList === true) return takesOneList === true;
	return takesOneList.some(
		({ parameter, value }) => host.getNodeParameter(parameter, 0, null) === value,
	);
}

/** The fields of every item of the input, in their order: what they are to the next node, they are here. */
export function oneListOf({ host }: Pick<ActionCall, 'host'>): IDataObject[] {
	return host.getInputData().map(({ json }) => json);
}

/** What the items of one run came from: its own item, or all of them, as one object that all share. */
export function pairedWith(
	endpoint: Endpoint,
	host: IExecuteFunctions,
	itemIndex: number,
): { item: number } | Array<{ item: number }> {
	if (!takesOneList(endpoint, host)) return { item: itemIndex };
	return host.getInputData().map((_item, item) => ({ item }));
}
