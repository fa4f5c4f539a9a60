/** What the register offers for a receipt, as lists to pick from. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shared/records';
import type { PickerSpec } from '../shared/pickers';
import { articlesIn } from './catalogue';

/** The articles, each with its group and its price. */
export const articlePicker: PickerSpec = {
	resource: 'article',
	label: ['name', 'group', 'price'],
	id: ['itemId'],
	rows: (group) =>
		articlesIn([group]).map(({ itemId, nameLong, groupName, priceOne }) => ({
			itemId,
			name: nameLong ?? `Article ${itemId}`,
			group: groupName,
			price: priceOne === undefined ? undefined : `${priceOne.toFixed(2)} €`,
		})),
};

/** The registers. The document doesn't name a register's fields. */
export const cashRegisterPicker: PickerSpec = {
	resource: 'cashRegister',
	label: ['name', 'description'],
	id: ['cashRegisterId', 'cashregisterid', 'registerId', 'id', '_id'],
};

/** The ways to pay. A receipt names its way by a text, so that the name is the value. */
export const paymentMethodPicker: PickerSpec = {
	resource: 'paymentMethod',
	label: ['name'],
	id: ['name'],
	rows: (method: unknown) => {
		const name = nameOf(method);
		return name === undefined ? [] : [{ name }];
	},
};

/** The document doesn't show a way to pay: a text, or a record that has one of a few names. */
function nameOf(method: unknown): string | undefined {
	if (typeof method === 'string') return method;
	if (!isRecord(method)) return undefined;
	const { paymentMethod, name, description }: IDataObject = method;
	return [paymentMethod, name, description].find(
		(value): value is string => typeof value === 'string' && value !== '',
	);
}
