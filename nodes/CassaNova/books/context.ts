/** What has to be looked up for CassaNova's documents. */
import type { Mapping } from '../../shared/books/mapping';
import type { Place } from '../../shared/books/receipt';
import type { ShopClock } from '../../shared/values/shopTime';

/** What a receipt doesn't say about itself: receipts name taxes and products only by id. */
export interface CassaNovaAccountingContext extends ShopClock {
	/** Percentage by tax id, from the resource Tax. */
	taxRates: ReadonlyMap<string, unknown>;
	/** Why no VAT is due (natura), by tax id, of taxes that say it. */
	taxNatures?: ReadonlyMap<string, string>;
	/** The shop whose receipts were asked for: of documents that name none. */
	salesPoint?: Place;
	/** Names by shop id. */
	salesPoints?: ReadonlyMap<string, string | null>;
	/** Texts by product id or product variant id. */
	products?: ReadonlyMap<string, { description?: string; sku?: string }>;
	/** Texts by category id; without them lines name the id. */
	categories?: ReadonlyMap<string, string>;
	/** Texts by department id. */
	departments?: ReadonlyMap<string, string>;
	/** Names by customer or organization id; absent where customers are to be left out. */
	customers?: ReadonlyMap<string, string>;
	/** What the user says about payment types, products, categories and departments. */
	mapping?: Mapping;
}
