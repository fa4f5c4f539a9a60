/** The lists of the tables that map a shop's own words, for accounting in either node. */
import { NO_METHOD } from '../shared/books/mapping';
import { followedBy, loadOptions } from '../shared/panel/pickers';
import { kassandro } from './api';
import { cashRegisterPicker } from './pickers';
import { articlesOf } from './resources/article';

/** Methods of `loadOptions`, by the names that the fields have for them. */
export const mappingPickers = {
	getArticleGroups: loadOptions(kassandro, {
		resource: 'article',
		// The document names no field of an article, nor of its group.
		label: ['groupName', 'name', 'description'],
		id: ['groupId', 'id', '_id'],
	}),
	getArticles: loadOptions(kassandro, {
		resource: 'article',
		label: ['nameLong', 'name', 'nameShort'],
		id: ['itemId', 'articleId', 'id', '_id'],
		rows: articlesOf,
	}),
	getCashRegisters: loadOptions(kassandro, cashRegisterPicker),
	getPaymentMethods: followedBy(
		loadOptions(kassandro, {
			resource: 'paymentMethod',
			label: ['name', 'paymentMethod', 'description'],
			// A receipt names its payment method by name.
			id: ['name', 'paymentMethod', 'description', 'id', '_id'],
		}),
		NO_METHOD,
	),
};
