/** The list that invoices, credit notes and bills have in common (document: Documents Management). */
import type { IDataObject } from 'n8n-workflow';
import { within } from '../../shared/table/fields';
import type { Endpoint, Field } from '../../shared/table/types';
import type { Spelling } from '../../shared/table/list';
import { documentDates, documentFilters, pager, timeZone, timesIn } from '../fields';
import { namingShop, refuseOtherShops } from './shopOf';
import { shopNames } from './toReceipts';
import { doubtTimes } from './zoneOfTimes';

/** What distinguishes one kind of document from the others. */
interface DocumentListSpec {
	/** Name for people in sentences, e.g. `credit notes`. */
	many: string;
	/** Last part of the path, and key of the answer. */
	items: string;
	/** Operation in the document, e.g. `GetCreditNotes`. */
	doc: string;
	/** Filters beside those that all documents have. */
	filters?: Field[];
	/** A filter's word that is spelt in several ways. */
	spelling?: Spelling;
	simplify: (record: IDataObject) => IDataObject;
}

/** `getAll` of one kind of document, over a date range of any length. */
export function documentList(spec: DocumentListSpec): Endpoint {
	const { many, items, doc, filters, spelling, simplify } = spec;
	return {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${many}`,
		description: `Get the ${many} of a date range`,
		route: `GET /documents/${items}`,
		doc: `Documents Management, ${doc}`,
		fields: [
			...documentDates.fields,
			...documentFilters,
			...within('filters', filters ?? []),
			...within('options', [timeZone, timesIn]),
		],
		list: {
			items,
			id: 'id',
			pager,
			window: documentDates.window,
			refuse: refuseOtherShops,
			...(spelling ? { spelling } : {}),
		},
		output: { simplify: namingShop(simplify), named: shopNames, doubtTimes },
	};
}
