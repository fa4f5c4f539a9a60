/** The Kassandro vendor: tokens, lists and receipts of three made-up merchants. */
import { createRandom } from '../core/random.mts';
import type {
	CheckedRequest,
	Handler,
	Incoming,
	Result,
	Vendor,
	VendorContext,
} from '../core/vendor.mts';
import { CONFIG_DEFAULTS, LIST_KEYS, registerRecord, WRONG_KIND_STATUS } from './assumptions.mts';
import { createBooks } from './books.mts';
import {
	ARTICLE_GROUPS,
	MERCHANTS,
	OTHER_GROUPS,
	OTHER_PAYMENT_METHODS,
	PAYMENT_METHODS,
	type Merchant,
} from './catalogue.mts';
import { ACCOUNT_ONLY, kassandroDocuments, REGISTER_ONLY, tokenHeader } from './documents.mts';
import { generateReceipts } from './generate.mts';
import { receiptHandlers, selectionOf } from './receipts.mts';
import { drawSale } from './sale.mts';
import { createStore } from './store.mts';
import { createTokens, merchantOf, type Token, type TokenKind } from './tokens.mts';

const failure = (msg: string) => ({ error: true, msg });

function merchantNamed(name: string | undefined): Merchant {
	const merchant = name === undefined ? MERCHANTS[0] : MERCHANTS.find((one) => one.name === name);
	if (!merchant) throw new Error(`unknown merchant: ${name}`);
	return merchant;
}

/** Builds the vendor with fresh state; its API keys are always the same. */
export function createKassandro(context: VendorContext): Vendor {
	const { random, now, config } = context;
	const store = createStore(random, now);
	const tokens = createTokens(random, () => (config.kassandroLockedRegisters ?? []) as number[]);
	const books = createBooks(store);
	const calls = { create: 0, get: 0, delete: 0 };

	const wrongKey = (): Result => ({
		status: config.kassandroWrongKeyStatus as number,
		body: [failure('Invalid API key.')],
	});
	const issued = (token: Token) => {
		const kind = token.kind === 'account' ? 'Account' : 'CashRegister';
		return { error: false, msg: `This is your ${kind}-Token.`, token: token.value };
	};
	const list = (key: keyof typeof LIST_KEYS, records: readonly unknown[]): Result => ({
		body: config.kassandroListShape === 'object' ? { [LIST_KEYS[key]]: records } : records,
	});

	const tokenHandlers: Record<string, Handler<Token>> = {
		createToken: ({ query }) => {
			calls.create += 1;
			const merchant = merchantOf(query.key);
			if (!merchant) return wrongKey();
			const register = query.cashregisterid as number | undefined;
			const token = tokens.create(merchant, query.type as TokenKind, register);
			return { body: [typeof token === 'string' ? failure(token) : issued(token)] };
		},
		getToken: ({ query }) => {
			calls.get += 1;
			const merchant = merchantOf(query.key);
			if (!merchant) return wrongKey();
			const wanted = config.kassandroGetToken;
			const existing = tokens.of(merchant);
			const ofKind = existing.filter(({ kind }) => kind === wanted);
			const candidates = ofKind.length > 0 ? ofKind : existing;
			const chosen = wanted === 'both' ? candidates : candidates.slice(0, 1);
			return {
				body: chosen.length > 0 ? chosen.map(issued) : [failure('There is no token yet.')],
			};
		},
		deleteToken: ({ identity }) => {
			calls.delete += 1;
			tokens.drop(identity);
			return { body: [{ error: false, msg: 'The token is deleted.' }] };
		},
	};
	const handlers: Record<string, Handler<Token>> = {
		...tokenHandlers,
		getCashRegisters: ({ identity }) =>
			list(
				'getCashRegisters',
				identity.merchant.registers.map(({ id, name }) =>
					registerRecord(id, name, tokens.locked(id)),
				),
			),
		getArticles: () =>
			list('getArticles', [...ARTICLE_GROUPS, ...(books.isFilled() ? OTHER_GROUPS : [])]),
		getPaymentMethods: () =>
			list('getPaymentMethods', [
				...PAYMENT_METHODS,
				...(books.isFilled() ? OTHER_PAYMENT_METHODS : []),
			]),
		...receiptHandlers(context, store),
	};

	return {
		name: 'kassandro',
		documents: kassandroDocuments(tokens),
		handlers: handlers as Vendor['handlers'],
		configDefaults: { ...CONFIG_DEFAULTS },
		positionParameters: ['offset'],
		connection: (origin) => ({ baseUrl: `${origin}/v1.0`, merchants: MERCHANTS }),
		authenticate(incoming) {
			if (['createToken', 'getToken'].includes(incoming.operationId)) {
				return { identity: undefined };
			}
			const token = tokens.find(tokenHeader(incoming));
			if (!token) {
				const status = config.kassandroWrongTokenStatus as number;
				return { reject: { status, body: failure('Invalid token.') } };
			}
			const kept = config.kassandroKind === true ? [] : ACCOUNT_ONLY;
			const forbidden = token.kind === 'account' ? REGISTER_ONLY : kept;
			if (forbidden.includes(incoming.operationId)) {
				const msg = 'This kind of token may not do that.';
				return { reject: { status: WRONG_KIND_STATUS, body: failure(msg) } };
			}
			return { identity: token };
		},
		refuse: ({ status, message, allow }) => ({
			status,
			...(allow === undefined ? {} : { headers: { Allow: allow } }),
			body: failure(message),
		}),
		expire(incoming?: Incoming) {
			const token = incoming && tokens.find(tokenHeader(incoming));
			if (token) tokens.drop(token);
			else if (!incoming) tokens.dropAll();
		},
		insertForPageShift(request: CheckedRequest<never>, count) {
			if (request.operationId !== 'getReceipts') return;
			const { merchant } = request.identity as Token;
			const { from, register = merchant.registers[0]!.id } = selectionOf(request, config);
			const atFront = config.kassandroOrder !== 'newest';
			for (let made = 0; made < count; made++) {
				const { body, truth } = drawSale(random, from);
				store.insert({ merchant: merchant.name, register, atFront }, body, truth);
			}
		},
		generate: (options) =>
			generateReceipts(
				store,
				merchantNamed(options.merchant),
				options.seed === undefined ? random : createRandom(options.seed),
				options,
				options.untilNow ? now() : undefined,
			),
		totals: (query) => store.totals(query),
		fillBooks: (options) => books.fill(merchantNamed(options.merchant), random, options),
		books: books.book.truth,
		state: () => ({
			tokenCalls: calls.create + calls.get + calls.delete,
			tokenCallsByKind: { ...calls },
			receipts: store.count(),
			merchants: Object.fromEntries(
				MERCHANTS.map((merchant) => [
					merchant.name,
					{
						tokens: tokens.of(merchant).map(({ kind }) => kind),
						registers: merchant.registers.map(({ id }) => ({
							id,
							locked: tokens.locked(id),
							receipts: store.count(id),
						})),
					},
				]),
			),
		}),
	};
}
