/** "Create or Update" of products and variants: by own ID, internal ID or barcode, and no second one with the same codes. */
import { option, within } from '../../shared/table/fields';
import { InputError } from '../../shared/table/inputError';
import type { ActionCall, Endpoint, Field } from '../../shared/table/types';
import { isAbsent } from '../../shared/values/records';
import { oneByOne } from '../records/finders';
import type { Finder } from '../records/finders';
import type { KnownRecord } from '../records/keys';
import { ownIdOf } from '../records/ownId';
import { isMany } from '../records/queue';
import { BARCODE, INTERNAL_ID, OWN_ID } from '../records/recordKeys';
import type { RecordKey } from '../records/recordKeys';
import { createOrUpdate } from '../records/upsert';
import { itemsReadAnew, itemsWithKey, variantsRead } from './find';
import type { CatalogItem, Readers } from './find';
import { KEY_FIELD, keyInWords } from './matchBy';
import type { MatchKey } from './matchBy';

type Parts = Record<'create' | 'getAll' | 'update', Endpoint>;

/** The codes of what is sold, by which the till finds it. */
const CODES: Array<RecordKey & { value: MatchKey }> = [
	{ ...BARCODE, value: 'barcode' },
	{ ...INTERNAL_ID, value: 'internalId' },
];

const IF_CODES_EXIST = 'If Its Codes Exist';

/** What becomes of a new record whose codes something else has already. */
const ifCodesExist: Field[] = within('options', [
	option({
		displayName: IF_CODES_EXIST,
		name: 'ifCodesExist',
		type: 'options',
		options: [
			{
				name: 'Create It All the Same',
				value: 'create',
				description: 'Nothing is looked for, which saves requests',
			},
			{
				name: 'Stop',
				value: 'stop',
				description: 'Create nothing, and say what has them',
			},
		],
		default: 'stop',
		description:
			'What to do where nothing has the key, but something that was typed in by hand has the same internal ID or barcode: most likely it is the same thing',
	}),
]);

const withChoice = (endpoint: Endpoint): Endpoint => ({
	...endpoint,
	fields: [...(endpoint.fields ?? []), ...ifCodesExist],
});

/** The operation of products. */
export function upsertProduct(parts: Parts, readers: Readers): Endpoint {
	return withChoice(
		createOrUpdate({
			...parts,
			one: 'product',
			keys: [OWN_ID, BARCODE, INTERNAL_ID],
			finderOf: (key) => codeFinder(key, readers, 'product'),
			beforeCreate: async (call, key, fields) => {
				if (key !== OWN_ID && fields.multivariant === true) {
					throw new InputError(
						'Match By',
						`can't be the ${key.words} of a product with variants: each of them has its own`,
						'Choose "Match By: Your Own ID"; nothing was sent.',
					);
				}
				// With an own ID, two that share a code are two things in the user's own system as well.
				const isDouble = ({ product }: CatalogItem) => key !== OWN_ID || ownIdOf(product) === '';
				await refuseDouble(call, readers, { one: 'product', fields, isDouble });
			},
		}),
	);
}

/** The operation of variants, which have no ID of the user's own. */
export function upsertVariant(parts: Parts, readers: Readers): Endpoint {
	return withChoice(
		createOrUpdate({
			...parts,
			one: 'product variant',
			keys: [INTERNAL_ID, BARCODE],
			finderOf: (key) => codeFinder(key, readers, 'variant'),
			beforeCreate: async (call, _key, fields) =>
				await refuseDouble(call, readers, {
					one: 'product variant',
					fields,
					isDouble: () => true,
				}),
		}),
	);
}

/** Looks for products, or for the variants of the one that the panel names, by a code. */
function codeFinder(
	key: RecordKey,
	readers: Readers,
	kind: 'product' | 'variant',
): Finder | undefined {
	const { of, field, words } = key;
	const code = CODES.find(({ field: name }) => name === field)?.value;
	if (!code) return undefined;
	const productId = (call: ActionCall) => String(call.input.path.idproduct ?? '');
	return oneByOne(
		(call) => `${kind} ${productId(call)} by ${code}`,
		async (call, key, isAnew) => {
			if (kind === 'variant' && !isMany(call)) {
				const variants = await variantsRead(call, readers, productId(call), isAnew);
				return variants.filter((variant) => of(variant[field]).includes(key));
			}
			const look = isAnew ? itemsReadAnew : itemsWithKey;
			const items = await look(call, readers, code, key);
			if (kind === 'variant') {
				const own = items.filter(({ product }) => String(product.id) === productId(call));
				return own.flatMap(({ variant }) => (variant ? [variant] : []));
			}
			const variants = items.filter(({ variant }) => variant !== undefined);
			if (variants.length === 0) return items.map(({ product }) => product);
			throw new InputError(
				KEY_FIELD,
				`is the ${words} of a variant: ${variants.map(shown).join(', ')}`,
				'Choose the resource "Product Variant"; nothing was sent.',
			);
		},
	);
}

/** What is sold as people call it, with its ID. */
function shown({ product, variant }: CatalogItem): string {
	const record = variant ?? product;
	const names = [record.description, product.description, record.descriptionReceipt];
	const name = names.find((each) => typeof each === 'string' && each !== '');
	return name === undefined ? String(record.id) : `${String(name)} (${String(record.id)})`;
}

/** Records of one shop, and of all shops, are seen in the same place. */
function isSeenWith({ product }: CatalogItem, { idSalesPoint }: KnownRecord): boolean {
	const shops = [product.idSalesPoint, idSalesPoint];
	return shops.some((shop) => isAbsent(shop)) || String(shops[0]) === String(shops[1]);
}

interface NewRecord {
	one: string;
	fields: KnownRecord;
	/** Whether something with the same code is most likely the same thing. */
	isDouble: (item: CatalogItem) => boolean;
}

/**
 * Refuses a new record whose barcode or internal ID something has already.
 * @throws InputError that names it; NodeApiError where the list can't be read
 */
async function refuseDouble(
	call: ActionCall,
	readers: Readers,
	{ one, fields, isDouble }: NewRecord,
): Promise<void> {
	if (call.input.options.ifCodesExist === 'create') return;
	for (const { value, field, of, name } of CODES) {
		for (const code of of(fields[field])) {
			const items = await itemsWithKey(call, readers, value, code);
			const doubles = items.filter((item) => isSeenWith(item, fields) && isDouble(item));
			if (doubles.length === 0) continue;
			throw new InputError(
				IF_CODES_EXIST,
				`is "Stop", and the ${keyInWords(value, code)} is that of ${doubles.map(shown).join(', ')}: a new ${one} would be a second one`,
				`To change that one, choose "Match By: ${name}"${one === 'product' ? ', and add "Your Own ID" to give it yours' : ''}. To have a second one, choose "Create It All the Same". Nothing was sent.`,
			);
		}
	}
}
