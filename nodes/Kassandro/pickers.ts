/** What the register offers for a receipt, as lists to pick from. */
import type { PickerSpec } from '../shared/panel/pickers';
import { articlesIn } from './printing/catalogue';
import { nameOfMethod } from './printing/paymentMethods';

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
		const name = nameOfMethod(method);
		return name === undefined ? [] : [{ name }];
	},
};
