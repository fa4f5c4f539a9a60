/** What an answer must not bring along: our own secrets, and more depth than n8n can write down. */
import { DEEPEST } from '../values/limits';
import { MASK, mapTexts, withoutHeaders } from '../values/mask';
import { namesPassword, secretTexts } from './shortSecrets';

/** A secret of so many signs is no word of a menu or a receipt. */
const UNMISTAKABLE = 16;
/** The same for one with letters and digits. */
const UNMISTAKABLE_MIXED = 8;
/** Names of fields that hold secrets; fewer than in errors, since a "key" in data may be the shop's own. */
const SECRET_IN_DATA = /token|secret|passwor[dt]|api.?key|authori[sz]ation|^auth$/i;

function isUnmistakable(secret: string): boolean {
	const isMixed = /\d/.test(secret) && /\p{L}/u.test(secret);
	return secret.length >= (isMixed ? UNMISTAKABLE_MIXED : UNMISTAKABLE);
}

type Found = 'deep' | 'echo' | undefined;

/**
 * Looks through an answer, or through one part of it after the other, in time that grows with its size.
 *
 * Assumption: a secret that may be a word or a number of the shop's own (a password "Sommer", say) is a
 * secret only in a field whose name says so; all others are wherever they stand. Data must not be blotted out
 * because somebody chose such a password.
 */
export class AnswerCheck {
	private readonly everywhere: readonly string[];

	private readonly named: readonly string[];

	private readonly short: readonly string[];

	private readonly shortest: number;

	/** @param secrets of the credential, and the token that the request carried */
	constructor(secrets: readonly unknown[]) {
		const { long, short } = secretTexts(secrets);
		this.short = short;
		// The longest first: it may hold another one.
		this.named = long.sort((a, b) => b.length - a.length);
		this.everywhere = this.named.filter(isUnmistakable);
		this.shortest = Math.min(
			...[...this.named, ...this.short].map(({ length }) => length),
			'Basic '.length + 20,
		);
	}

	/**
	 * @param name of the field that the part stands in, also within lists
	 * @param depth how many lists and objects the part stands in
	 * @returns the part itself, or a copy without the secrets where it repeats some; undefined where it is
	 * nested deeper than anybody nests
	 */
	take(part: unknown, name = '', depth = 0): { json: unknown } | undefined {
		const found = this.look(part, name, depth);
		if (found === 'deep') return undefined;
		return { json: found === 'echo' ? this.clean(part, name) : part };
	}

	private look(value: unknown, name: string, depth: number): Found {
		if (typeof value === 'string') return this.holds(value, name) ? 'echo' : undefined;
		if (typeof value !== 'object' || value === null) return undefined;
		if (depth >= DEEPEST) return 'deep';
		let found: Found;
		if (Array.isArray(value)) {
			for (const entry of value as unknown[]) {
				if (this.isHarmless(entry)) continue;
				const inside = this.look(entry, name, depth + 1);
				if (inside === 'deep') return inside;
				found ??= inside;
			}
			return found;
		}
		for (const key in value) {
			if (this.holds(key, '')) found = 'echo';
			const member = (value as Record<string, unknown>)[key];
			if (this.isHarmless(member)) continue;
			const inside = this.look(member, key, depth + 1);
			if (inside === 'deep') return inside;
			found ??= inside;
		}
		return found;
	}

	private clean(value: unknown, within: string): unknown {
		return mapTexts(
			value,
			(text, name) => this.masked(text, name),
			(name) => this.masked(name, ''),
			within,
		);
	}

	/** Most values are numbers and short texts: they needn't be looked into. */
	private isHarmless(value: unknown): boolean {
		if (typeof value === 'string') return value.length < this.shortest;
		return typeof value !== 'object' || value === null;
	}

	private holds(text: string, name: string): boolean {
		if (text.length < this.shortest) return false;
		if (this.everywhere.some((secret) => text.includes(secret))) return true;
		if (this.isShort(text, name)) return true;
		if (!SECRET_IN_DATA.test(name)) return false;
		// A header that a server repeats may hold a token that was renewed meanwhile. In other fields it is
		// none: "Basic Baumwoll-T-Shirt-Damen" is an article.
		return this.named.some((secret) => text.includes(secret)) || withoutHeaders(text) !== text;
	}

	private isShort(text: string, name: string): boolean {
		return this.short.includes(text) && namesPassword(name);
	}

	private masked(text: string, name: string): string {
		if (!this.holds(text, name)) return text;
		if (this.isShort(text, name)) return MASK;
		const isNamed = SECRET_IN_DATA.test(name);
		const secrets = isNamed ? this.named : this.everywhere;
		const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
		return isNamed ? withoutHeaders(clean) : clean;
	}
}
