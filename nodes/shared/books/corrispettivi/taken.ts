/**
 * What one receipt adds to Italy's register of takings (registro dei corrispettivi), by VAT rate, and by
 * nature where there is no VAT. Pure functions.
 *
 * - [24] Art. 24 DPR 633/1972: the register holds, for each day, the takings and their tax by rate, and
 *   apart from them what bears no tax
 *   (https://www.gazzettaufficiale.it/atto/serie_generale/caricaArticolo?art.codiceRedazionale=072U0633&art.idArticolo=24&art.dataPubblicazioneGazzetta=1972-11-11&art.versione=1)
 * - [T] Agenzia delle Entrate, "Tipi dati per i corrispettivi" (annex of provvedimento 182017/2016), 4.1:
 *   per rate (IVA) or nature (Natura), with what isn't paid yet (NonRiscossoServizi, PagatoTicket) in the
 *   whole and told apart from it; a discount on paying (ScontoApagare) isn't in it
 * - [R] Agenzia delle Entrate, risposte 394/2019 and 419/2019, and circolare 3/E/2020: what is paid with meal
 *   vouchers or not paid at all is a taking of its day, and its VAT falls due when it is paid (art. 6 DPR
 *   633/1972), by an invoice to whoever issued the vouchers
 *   (https://www.consulenza.it/Contenuti/News/News/4476/come-trasmettere-telematicamente-i-dati-dei-b,
 *   https://www.studiobarberis.it/2020/04/la-gestione-del-registratore-telematico-per-i-buoni-pasto)
 */
import { decimal, isZero, splitByWeight, taxWithin } from '../../values/money';
import type { Cents, Percent } from '../../values/units';
import { paidCents } from '../facts';
import { CASH_MOVEMENTS } from '../receipt';
import type { AccountingReceipt } from '../receipt';

/** What is sold at one rate, or without VAT for one reason: what falls due now, and what is not paid yet. */
export interface RateTakings {
	/** Paid. */
	grossCents: Cents;
	/** In what is paid. */
	taxCents: Cents;
	/** Not paid yet, with its tax. */
	unpaidCents: Cents;
	unpaidTaxCents: Cents;
}

/** What a receipt's lines come to, and what of it isn't paid yet. */
export interface TakenByRate {
	/** By rate, 0 left out. */
	rates: Map<Percent, RateTakings>;
	/** At the rate 0, by nature (N1 to N7); '' where nobody says it. */
	natures: Map<string, RateTakings>;
	/** At a rate that isn't known; nothing of it counts as unpaid. */
	unknownCents: Cents;
	/** What cash was rounded by: no taking [T]. */
	roundingCents: Cents;
	/** Of what isn't paid yet. */
	onAccountCents: Cents;
	mealVoucherCents: Cents;
}

/** Nothing at all, to be added to. */
export function nothingTaken(): RateTakings {
	return { grossCents: 0, taxCents: 0, unpaidCents: 0, unpaidTaxCents: 0 };
}

/** What stands at one rate or nature of a receipt. */
interface Part {
	taken: RateTakings;
	rate?: Percent;
	/** All of it, paid or not, and its tax. */
	grossCents: Cents;
	taxCents: Cents;
}

/**
 * Parts a receipt by rate and nature.
 *
 * Assumption: what a receipt was paid with on account or by meal voucher covers its rates in proportion to
 * their amounts, and no more than all of it; nothing tells what a customer paid how.
 */
export function takenByRate(
	receipt: Pick<AccountingReceipt, 'lines' | 'taxes' | 'payments' | 'changeCents'>,
): TakenByRate {
	const { rates, natures, unknownCents, roundingCents } = partsOf(receipt);
	const parts = [...rates.values(), ...natures.values()];
	const { onAccountCents, mealVoucherCents } = unpaidOf(
		receipt,
		parts.reduce((sum, { grossCents }) => sum + grossCents, 0),
	);
	const unpaid = splitByWeight(
		onAccountCents + mealVoucherCents,
		parts.map(({ grossCents }) => grossCents),
	);
	parts.forEach((part, index) => settle(part, unpaid?.[index] ?? 0));
	return {
		rates: takenOf(rates),
		natures: takenOf(natures),
		unknownCents,
		roundingCents,
		onAccountCents,
		mealVoucherCents,
	};
}

function takenOf<Key>(parts: ReadonlyMap<Key, Part>): Map<Key, RateTakings> {
	return new Map([...parts].map(([key, { taken }]) => [key, taken]));
}

/** The lines by rate and nature; their tax is that of the receipt, rounded once at each rate. */
function partsOf({ lines, taxes }: Pick<AccountingReceipt, 'lines' | 'taxes'>) {
	const rates = new Map<Percent, Part>();
	const natures = new Map<string, Part>();
	let unknownCents = 0;
	let roundingCents = 0;
	for (const { rate, grossCents, taxCents } of taxes) {
		if (isUntaxed(rate)) continue;
		rates.set(rate, { taken: nothingTaken(), rate, grossCents, taxCents });
	}
	for (const { type, taxRate, taxNature = '', grossCents } of lines) {
		if (taxRate !== null && !isUntaxed(taxRate)) continue;
		// Money that only moves is no taking.
		if (CASH_MOVEMENTS.includes(type)) continue;
		if (type === 'rounding') roundingCents += grossCents;
		else if (taxRate === null) unknownCents += grossCents;
		else {
			const part = natures.get(taxNature) ?? { taken: nothingTaken(), grossCents: 0, taxCents: 0 };
			natures.set(taxNature, part);
			part.grossCents += grossCents;
		}
	}
	return { rates, natures, unknownCents, roundingCents };
}

function isUntaxed(rate: Percent): boolean {
	return isZero(decimal(rate));
}

/**
 * What of a receipt isn't paid yet.
 *
 * Assumption: what is sold on account is a service (art. 6 (3) DPR 633/1972), as in restaurants. The VAT of
 * goods falls due when they are handed over: whoever sells goods on account maps that payment to other means.
 * @param grossCents what its lines come to, without what cash was rounded by and without unknown rates
 */
function unpaidOf(
	receipt: Pick<AccountingReceipt, 'payments' | 'changeCents'>,
	grossCents: Cents,
): Pick<TakenByRate, 'onAccountCents' | 'mealVoucherCents'> {
	const paid = paidCents(receipt);
	// A voucher that is worth more than the meal pays the meal.
	const mealVoucherCents = within(paid.get('mealVoucher') ?? 0, grossCents);
	const onAccountCents = within(paid.get('credit') ?? 0, grossCents - mealVoucherCents);
	return { onAccountCents, mealVoucherCents };
}

/** An amount between nothing and all. */
function within(cents: Cents, allCents: Cents): Cents {
	const [least, most] = allCents < 0 ? [allCents, 0] : [0, allCents];
	return Math.min(Math.max(cents, least), most);
}

function settle({ taken, rate, grossCents, taxCents }: Part, unpaidCents: Cents): void {
	const unpaidTaxCents = rate === undefined ? 0 : taxWithin(unpaidCents, decimal(rate));
	taken.grossCents = grossCents - unpaidCents;
	taken.taxCents = taxCents - unpaidTaxCents;
	taken.unpaidCents = unpaidCents;
	taken.unpaidTaxCents = unpaidTaxCents;
}
