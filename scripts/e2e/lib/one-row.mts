// A list of one row for "Sync From a List", mapped as the panel maps it.

/** Parameters that write the row for real; `matchOn` is the column that tells its record. */
export const oneRow = (matchOn: string, value: Record<string, string>) => ({
	whenRunFromEditor: 'send',
	columns: {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [matchOn],
		schema: [],
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	},
});
