/** The few fields of a product or a variant that most workflows use, flat. */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { plainValueOrFlag as plain } from '../../shared/table/simplify';

/** Nothing here fails: what can't be read is null, so that a list never breaks over one record. */
const descriptionOf = z
	.object({ description: plain })
	.transform(({ description }) => description)
	.catch(null);

/** The usual price: the one without a sales mode, for all shops where there is one. */
const usualPrice = z
	.array(z.object({ idSalesMode: plain, idSalesPoint: plain, value: plain }))
	.transform((prices) => {
		const usual = prices.filter(({ idSalesMode }) => idSalesMode === null);
		const forAll = usual.find(({ idSalesPoint }) => idSalesPoint === null);
		return (forAll ?? usual[0])?.value ?? null;
	})
	.catch(null);

const joined = (values: unknown[]) =>
	values.filter((value) => value !== null && value !== '').join(', ') || null;

const barcodeTexts = z
	.array(z.object({ value: plain }))
	.transform((barcodes) => joined(barcodes.map(({ value }) => value)))
	.catch(null);

const attributeTexts = z
	.array(
		z.object({
			option: descriptionOf,
			value: z
				.object({ value: plain })
				.transform(({ value }) => value)
				.catch(null),
		}),
	)
	.transform((attributes) =>
		joined(attributes.map(({ option, value }) => `${option ?? '?'}: ${value ?? '?'}`)),
	)
	.catch(null);

const productSchema = z.object({
	description: plain,
	prices: usualPrice,
	department: descriptionOf,
	category: descriptionOf,
	internalId: plain,
	barcodes: barcodeTexts,
	multivariant: plain,
	externalId: plain,
	id: plain,
	lastUpdate: plain,
});

const variantSchema = z.object({
	description: plain,
	descriptionReceipt: plain,
	attributes: attributeTexts,
	prices: usualPrice,
	internalId: plain,
	barcodes: barcodeTexts,
	id: plain,
});

/**
 * Picks the useful fields of a record of GET /products: `price` is the usual one, `department` and
 * `category` are names, `barcodes` is one text.
 */
export function simplifyProduct(record: IDataObject): IDataObject {
	const { description, prices: price, ...others } = productSchema.parse(record);
	return { description, price, ...others };
}

/** Picks the useful fields of a variant; without prices of its own it costs what its product costs. */
export function simplifyVariant(record: IDataObject): IDataObject {
	const {
		description,
		descriptionReceipt,
		attributes,
		prices: price,
		...others
	} = variantSchema.parse(record);
	return { description, descriptionReceipt, attributes, price, ...others };
}
