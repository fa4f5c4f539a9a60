/** Records that a field points at: picked from a list in the panel, or given by their ID. */
import type { INodeProperties } from 'n8n-workflow';
import { namedLists } from '../namedLists';

/** Methods in pickers.ts that search a list. */
export type SearchMethod =
	| 'searchCategories'
	| 'searchCustomers'
	| 'searchDepartments'
	| 'searchOptions'
	| 'searchOrganizations'
	| 'searchProducts'
	| 'searchProductVariants'
	| 'searchSalesModes'
	| 'searchSalesPoints'
	| 'searchSuppliers'
	| 'searchTables'
	| 'searchTaxes';

export interface LocatorSpec {
	/** As the panel shows it, e.g. `Tax`. */
	displayName: string;
	/** Parameter name, e.g. `idTax`. */
	name: string;
	description: string;
	search: SearchMethod;
	required?: boolean;
	/** What has to be read without pointing at the label. */
	hint?: string;
	/** Whether a name may stand in the place of the ID; where the list has names, unless it says otherwise. */
	takesNames?: boolean;
	/** An ID as it looks, for the form "By ID"; a UUID by default. */
	placeholder?: string;
}

/** One record by "From List" or "By ID"; for the top level and for collections. */
export function locator(spec: LocatorSpec): INodeProperties {
	const { displayName, name, description, search, required, hint } = spec;
	const { takesNames = search in namedLists } = spec;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		...(required ? { required } : {}),
		...(hint === undefined ? {} : { hint }),
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: takesNames ? 'By Name or ID' : 'By ID',
				name: 'id',
				type: 'string',
				placeholder: spec.placeholder ?? 'e.g. 8f9c2a51-6d0e-4c5a-9a35-2f0d7c1b4e66',
			},
		],
	};
}
