/** Kassandro's tokens: one of each kind per API key; a register's token locks the till. */
import type { Random } from '../core/random.mts';
import { MERCHANTS, type Merchant } from './catalogue.mts';

export type TokenKind = 'account' | 'cashregister';

export interface Token {
	value: string;
	kind: TokenKind;
	merchant: Merchant;
	/** Only for a cash register's token. */
	register?: number;
}

export interface Tokens {
	/** @returns the token, or why there is none */
	create(merchant: Merchant, kind: TokenKind, register?: number): Token | string;
	/** The tokens of a merchant, the one made last first. */
	of(merchant: Merchant): Token[];
	find(value: unknown): Token | undefined;
	/** Forgets a token; a register's token logs the till out. */
	drop(token: Token): void;
	dropAll(): void;
	locked(register: number): boolean;
}

/** The merchant of an API key. */
export function merchantOf(apiKey: unknown): Merchant | undefined {
	return MERCHANTS.find((merchant) => merchant.apiKey === apiKey);
}

/**
 * Makes an empty set of tokens.
 * @param lockedByOthers ids of the tills that somebody else has logged in to
 */
export function createTokens(random: Random, lockedByOthers: () => readonly number[]): Tokens {
	let tokens: Token[] = [];
	const locked = (register: number): boolean =>
		lockedByOthers().includes(register) || tokens.some((token) => token.register === register);
	return {
		create(merchant, kind, register) {
			if (tokens.some((token) => token.merchant === merchant && token.kind === kind)) {
				return `There is a token of type ${kind} for this API key already.`;
			}
			if (kind === 'cashregister') {
				const known = merchant.registers.some(({ id }) => id === register);
				if (register === undefined || !known) return 'Unknown cash register.';
				if (locked(register)) return 'The cash register is logged in elsewhere.';
			}
			const token: Token = {
				value: random.text(43),
				kind,
				merchant,
				...(kind === 'cashregister' ? { register } : {}),
			};
			tokens = [token, ...tokens];
			return token;
		},
		of: (merchant) => tokens.filter((token) => token.merchant === merchant),
		find: (value) => tokens.find((token) => token.value === value),
		drop(token) {
			tokens = tokens.filter((other) => other !== token);
		},
		dropAll() {
			tokens = [];
		},
		locked,
	};
}
