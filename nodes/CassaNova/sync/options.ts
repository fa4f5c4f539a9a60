/** Options and their values that rows name, such as Size: L: those that are there, and those that are to be made. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { groupsOf } from '../../shared/values/groups';
import { isRecord, recordsIn } from '../../shared/values/records';
import { fold } from '../../shared/values/nameIndex';
import { asWritten } from '../records/upsertFields';
import { Awaited } from './steps';
import type { Difference, ListRow, VariantSpec } from './types';

/** The parameter that names the columns, as the panel calls it. */
export const OPTIONS = 'Option Columns';

/** One option's value, as a row names it. */
export interface AttributeUse {
	option: string;
	value: string;
	/** IDs, or what they are awaited from. */
	idOption: unknown;
	idValue: unknown;
}

/** An option with its values, there already or to be made. */
interface OptionInUse {
	name: string;
	id: unknown;
	position: number;
	/** IDs by name, as `fold` makes it. */
	values: Map<string, unknown>;
	isNew: boolean;
}

/** What the rows' option columns come to. */
export class OptionsInUse {
	private readonly options: Map<string, OptionInUse>;

	/**
	 * @param names of the columns
	 * @param known the options that there are
	 * @param rows all rows, because a new option has the values of all
	 * @param newIn fields that say to which shop a new option belongs
	 */
	constructor(
		names: string[],
		known: IDataObject[],
		rows: ListRow[],
		spec: VariantSpec,
		newIn: IDataObject,
	) {
		const byName = groupsOf(known, ({ description }) => fold(String(description)));
		this.options = new Map(
			names.map((name, position) => {
				const found = byName.get(fold(name)) ?? [];
				if (found.length > 1) {
					throw new InputError(
						OPTIONS,
						`names "${name}", which ${found.length} options of the account are called`,
						'Rename all but one of them; nothing was sent.',
					);
				}
				const [option] = found;
				const made = option
					? ofRecord(name, option, position)
					: toMake(name, position, rows, spec, newIn);
				return [name, made];
			}),
		);
	}

	/**
	 * The options' values of each row.
	 * @throws InputError for a value that an option which is there doesn't have
	 */
	attributesOf(rows: ListRow[]): Map<ListRow, AttributeUse[]> {
		return new Map(rows.map((row) => [row, this.usesOf(row)]));
	}

	private usesOf({ options = new Map<string, string>() }: ListRow): AttributeUse[] {
		return [...options].map(([name, value]) => {
			const option = this.options.get(name);
			const idValue = option?.values.get(fold(value));
			if (option && idValue !== undefined) {
				return { option: option.name, value, idOption: option.id, idValue };
			}
			throw new InputError(
				name,
				`is "${value}", which the product option "${name}" does not have: add it in CassaNova, whose API can only replace all values of an option`,
			);
		});
	}

	/** The attributes of a product whose variants these are (document: Attribute). */
	asFields(uses: AttributeUse[][]): IDataObject[] {
		const all = groupsOf(uses.flat(), ({ option }) => option);
		return [...all.values()].map((group, position) => ({
			idOption: group[0]?.idOption as string,
			position,
			values: [...new Set(group.map(({ idValue }) => idValue))].map((idValue) => ({
				idValue: idValue as string,
			})),
		}));
	}

	/**
	 * What the attributes of a product that is there lack.
	 * @returns undefined where they lack nothing
	 * @throws InputError for an option by which its variants aren't told
	 */
	addedTo(product: IDataObject, uses: AttributeUse[][]): Difference | undefined {
		const written = recordsIn(asWritten(product.attributes));
		const before = written.flatMap(({ values }) => recordsIn(values).map(({ idValue }) => idValue));
		const added = uses.flat().filter(({ idValue }) => !before.includes(idValue as string));
		if (added.length === 0) return undefined;
		const attributes = written.map((attribute) => {
			const own = added.filter(({ idOption }) => idOption === attribute.idOption);
			const more = [...new Set(own.map(({ idValue }) => idValue as string))];
			return {
				...attribute,
				values: [...recordsIn(attribute.values), ...more.map((idValue) => ({ idValue }))],
			};
		});
		const foreign = added.find(
			({ idOption }) => !written.some((attribute) => attribute.idOption === idOption),
		);
		if (foreign) {
			throw new InputError(
				OPTIONS,
				`has "${foreign.option}", by which the variants of "${String(product.description)}" are not told`,
			);
		}
		const names = [...new Set(added.map(({ option, value }) => `${option}: ${value}`))].join(', ');
		return { field: 'attributes', before: null, after: names, body: { attributes } };
	}

	/** Whether a variant is what a row says: all values that the row names, and no others. */
	isOf(variant: IDataObject, use: AttributeUse[]): boolean {
		const own = recordsIn(variant.attributes).map((attribute) => {
			const { idOptionValue, value } = attribute;
			return idOptionValue ?? (isRecord(value) ? value.id : undefined);
		});
		return (
			use.length > 0 &&
			own.length === use.length &&
			use.every(({ idValue }) => own.includes(idValue as string))
		);
	}
}

function ofRecord(name: string, option: IDataObject, position: number): OptionInUse {
	const values = recordsIn(option.values).map(({ id, value }): [string, unknown] => [
		fold(String(value)),
		id,
	]);
	return { name, id: option.id, position, values: new Map(values), isNew: false };
}

function toMake(
	name: string,
	position: number,
	rows: ListRow[],
	{ options }: VariantSpec,
	newIn: IDataObject,
): OptionInUse {
	const written = new Map<string, string>();
	for (const row of rows) {
		const value = row.options?.get(name);
		if (value !== undefined && !written.has(fold(value))) written.set(fold(value), value);
	}
	const values = [...written.values()].map((value, at) => ({
		type: 'NEUTRAL',
		value,
		position: at,
	}));
	const make = { endpoint: options.create, body: { description: name, values, ...newIn } };
	const option = new Awaited(name, make, options.get);
	const pick = (folded: string) => (record: IDataObject) =>
		recordsIn(record.values).find(({ value }) => fold(String(value)) === folded)?.id;
	const ids = [...written].map(([folded, value]): [string, unknown] => [
		folded,
		new Awaited(value, undefined, undefined, { whole: option, pick: pick(folded) }),
	]);
	return { name, id: option, position, values: new Map(ids), isNew: true };
}
