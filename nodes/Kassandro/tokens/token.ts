/**
 * Kassandro's tokens: looked up, proven, and created only where that takes the till from nobody
 * (document: Generelle Ablauf, createtoken, gettoken).
 */
import { SessionError } from '../../shared/wire/errors';
import { checkSecret, fitsIntoHeader } from '../../shared/wire/checkSecret';
import { redactor } from '../../shared/wire/redact';
import { cleanTokenWords } from '../../shared/wire/tokenWords';
import { secureBaseUrl } from '../../shared/wire/urls';
import type {
	AcquiredToken,
	Credentials,
	SessionSpec,
	TokenRequest,
	TokenResponse,
} from '../../shared/table/session';
import { readFailure, readListItems, registerOf, unwrap } from '../answers';
import { listOf } from '../../shared/values/records';

export type TokenKind = 'account' | 'cashregister';

/** Reading receipts of this span finds one that tells the token's register. */
const FIRST_DAY = '2000-01-01T00:00:00.000Z';
const LAST_DAY = '2099-12-31T23:59:59.000Z';

/**
 * The address that paths are appended to.
 * @throws CredentialError for one that can't be used, and for secrets that can't
 */
export function baseUrl(credentials: Credentials): string {
	checkSecret(credentials.apiKey, 'API Key');
	const isRegister = 'cashRegisterId' in credentials;
	const field = isRegister ? 'Cash Register Token' : 'Account Token';
	checkSecret(credentials.token, field, 'header');
	return secureBaseUrl(credentials.baseUrl, 'Base URL');
}

/** How account tokens are had: looked up, else created, which changes nothing in any shop. */
export const accountSession: SessionSpec = createSession('account');

/** How cash-register tokens are had: looked up; created only by a write, and if the user allows it. */
export const cashRegisterSession: SessionSpec = createSession('cashregister');

function createSession(kind: TokenKind): SessionSpec {
	return {
		identity: (credentials) => [
			baseUrl(credentials),
			text(credentials.apiKey),
			kind,
			kind === 'account' ? '' : text(credentials.cashRegisterId),
			text(credentials.token),
		],
		creates: kind === 'cashregister',
		replaced: async (send, credentials, token) =>
			await new TokenLookUp(send, credentials, kind).hasOtherThan(token),
		isFixed: (credentials) => text(credentials.token) !== '',
		acquire: async (send, credentials, { mayCreate }) => {
			const lookUp = new TokenLookUp(send, credentials, kind);
			return await lookUp.run(mayCreate);
		},
	};
}

/** The API key of a credential; empty where it has none. */
export function apiKeyOf(credentials: Credentials): string {
	return text(credentials.apiKey);
}

/** The cash register of a credential; empty where it has none. */
export function registerIdOf(credentials: Credentials): string {
	return text(credentials.cashRegisterId);
}

/** The address of a call that carries the API key instead of a token. */
export function keyUrl(
	credentials: Credentials,
	name: 'gettoken' | 'createtoken',
	parameters: Record<string, string> = {},
): string {
	const query = Object.entries({ ...parameters, key: apiKeyOf(credentials) })
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&');
	return `${baseUrl(credentials)}/${name}?${query}`;
}

/**
 * The token that a credential stands for, proven to be of its kind and register. None is created.
 * @throws SessionError where there is none, or it can't be proven
 */
export async function findExisting(
	send: TokenRequest,
	credentials: Credentials,
	kind: TokenKind,
): Promise<string> {
	return await new TokenLookUp(send, credentials, kind).existing();
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}

/** So many receipts are looked at to tell the token of one register from the account's. */
const MOST_LOOKED_AT = 100;

/** Signs of a register's ID that an error shows. */
const LONGEST_ID = 40;

/** Receipts in the form in which a cash-register token asks for them. */
function receiptsPath(limit: number): string {
	return `/receipts?dateFrom=${FIRST_DAY}&dateTo=${LAST_DAY}&limit=${limit}&offset=0&withItems=false`;
}

/** Whether a token is of the wanted kind. */
type Fit = 'surely' | 'perhaps' | 'not';

/** What the user is told where a token that may be of the wanted kind is used. */
const DOUBT =
	'This cash-register token may also list all registers, which the document of Kassandro allows account tokens only. It is used, because the receipts it reads are of one register. If receipts of other registers come out, enter the right token in the credential.';

/** What is known of an API key's tokens. */
interface Found {
	/** The one that is surely of the wanted kind. */
	token?: string;
	/** One that may be, on a server that allows more than the document. */
	doubtful?: string;
	tokens: string[];
	/** Kassandro's words where it found none. */
	words?: string;
}

/** The way to one token. */
class TokenLookUp {
	private readonly base: string;

	private readonly apiKey: string;

	private readonly register: string;

	/** What the tokens that were looked at proved to be. */
	private readonly known = new Map<string, Fit>();

	constructor(
		private readonly send: TokenRequest,
		private readonly credentials: Credentials,
		private readonly kind: TokenKind,
	) {
		this.base = baseUrl(credentials);
		this.apiKey = apiKeyOf(credentials);
		this.register = registerIdOf(credentials);
	}

	async run(mayCreate: boolean): Promise<AcquiredToken> {
		const token = await this.wanted(mayCreate);
		return this.known.get(token) === 'perhaps' ? { token, doubt: DOUBT } : { token };
	}

	private async wanted(mayCreate: boolean): Promise<string> {
		const found = await this.lookUp();
		if (found.token !== undefined) return found.token;
		if (this.kind === 'account') return await this.createAccountToken();
		const creates = mayCreate && this.credentials.logInToTill === true;
		if (!creates && found.doubtful !== undefined) return found.doubtful;
		return await this.createRegisterToken(mayCreate, found);
	}

	/** Whether the API key has another token of the wanted kind; false where that can't be found out. */
	async hasOtherThan(token: string): Promise<boolean> {
		const look = async () => {
			const { tokens } = await this.find();
			return !tokens.includes(token) && (await this.anyFitting(tokens)) !== undefined;
		};
		return await look().catch((error: unknown) => {
			if (error instanceof SessionError) return false;
			throw error;
		});
	}

	async existing(): Promise<string> {
		const { doubtful, token = doubtful, tokens, words } = await this.lookUp();
		if (token !== undefined) return token;
		const kind = this.kind === 'account' ? 'account token' : 'cash-register token';
		throw tokens.length > 0
			? new SessionError(
					`Kassandro gave a token for this API key, but not the ${kind}`,
					`There may be none. If there is, enter the ${kind} itself in the credential.`,
				)
			: new SessionError(
					`there is no ${kind} for this API key${words === undefined ? '' : ` (Kassandro: ${words})`}`,
					"If Kassandro's words are about the API key, correct it in the credential.",
				);
	}

	/** The token of the wanted kind, if there is one, or one that may be of it, and what else was found. */
	private async lookUp(): Promise<Found> {
		const entered = text(this.credentials.token);
		if (entered !== '') return { token: await this.proveEntered(entered), tokens: [] };
		if (this.apiKey === '') {
			throw new SessionError('the API key is empty', 'Enter the API key in the credential.');
		}
		if (this.kind === 'cashregister' && this.register === '') {
			throw new SessionError(
				'the cash register ID is empty',
				'Enter the ID of the cash register in the credential.',
			);
		}
		const found = await this.find();
		return { ...found, ...(await this.fitting(found.tokens)) };
	}

	/** The first token that is of the wanted kind; where none surely is, the first that may be. */
	private async fitting(tokens: string[]): Promise<Pick<Found, 'token' | 'doubtful'>> {
		let doubtful: string | undefined;
		for (const token of tokens) {
			const fit = await this.fits(token);
			if (fit === 'surely') return { token };
			if (fit === 'perhaps') doubtful ??= token;
		}
		return doubtful === undefined ? {} : { doubtful };
	}

	private async anyFitting(tokens: string[]): Promise<string | undefined> {
		const { token, doubtful } = await this.fitting(tokens);
		return token ?? doubtful;
	}

	/** A token that the user entered is used as it is, unless it proved to be of the wrong kind. */
	private async proveEntered(token: string): Promise<string> {
		if ((await this.fits(token)) !== 'not') return token;
		throw new SessionError(
			`the token in the credential is not ${this.kind === 'account' ? 'an account token' : 'a cash-register token'}, or no longer valid`,
			'Correct the token in the credential, or leave it empty and enter the API key.',
			401,
		);
	}

	/**
	 * `gettoken` doesn't say which kind of token it found, and may know none or several. Only an answer
	 * that clearly says "none" leads on to creating one.
	 */
	private async find(): Promise<{ tokens: string[]; words?: string }> {
		const { status, body } = await this.keyCall('gettoken', {}, true);
		const tokens = tokensIn(body);
		if (!tokens.every(fitsIntoHeader)) {
			throw new SessionError(
				'Kassandro gave a token that holds characters that cannot be sent',
				'Delete the token in my.kassandro, and ask Kassandro if the next one is no better.',
			);
		}
		const failure = readFailure(status, body);
		const refused = [400, 401, 403].includes(status) || (status < 300 && failure !== undefined);
		if (refused || (status < 300 && (tokens.length > 0 || saysNone(body)))) {
			return { tokens, ...(failure ? { words: this.clean(failure.message, body) } : {}) };
		}
		throw new SessionError(
			status < 300
				? 'the token call was answered with something that is not a token'
				: `the token call was answered with status ${status}`,
			'Check the base URL in the credential. If it is right, try again later.',
			status,
		);
	}

	/**
	 * Whether a token is of the wanted kind, by harmless reads: only account tokens may list the
	 * registers; a cash-register token may still list the means of payment.
	 *
	 * A server may be kinder than the document: a cash-register token that may list the registers all
	 * the same is told from an account token by how receipts are asked for.
	 */
	private async fits(token: string): Promise<Fit> {
		const fit = await this.proveKind(token);
		this.known.set(token, fit);
		return fit;
	}

	private async proveKind(token: string): Promise<Fit> {
		const listsRegisters = await this.mayRead(token, '/cashregisters');
		if (this.kind === 'account') return listsRegisters ? 'surely' : 'not';
		if (!(await this.mayRead(token, '/paymentmethods'))) return 'not';
		if (listsRegisters) return (await this.actsAsRegister(token)) ? 'perhaps' : 'not';
		await this.proveRegister(token);
		return 'surely';
	}

	/**
	 * Whether a token that may list the registers reads receipts as one register does: an account token
	 * is refused without its own `datefrom`, and knows the receipts of other registers.
	 */
	private async actsAsRegister(token: string): Promise<boolean> {
		const { status, body } = await this.tokenCall(token, receiptsPath(MOST_LOOKED_AT));
		const isRefused = status >= 400 && status < 500 && ![408, 429].includes(status);
		if (isRefused || (status < 300 && readFailure(status, body))) return false;
		const receipts = this.listIn(status, body, '/receipts').map(registerOf);
		const owners = new Set(receipts.filter((owner) => owner !== undefined));
		return this.register === ''
			? owners.size < 2
			: [...owners].every((owner) => owner === this.register);
	}

	private async mayRead(token: string, path: string): Promise<boolean> {
		return (await this.readWith(token, path)) !== undefined;
	}

	/**
	 * A list, or undefined where the vendor says that the token may not read it.
	 * @throws SessionError for any other answer: it proves nothing
	 */
	private async readWith(token: string, path: string): Promise<unknown[] | undefined> {
		const { status, body } = await this.tokenCall(token, path);
		if ([401, 403].includes(status)) return undefined;
		if (status < 300 && readFailure(status, body)) return undefined;
		return this.listIn(status, body, path);
	}

	private listIn(status: number, body: unknown, path: string): unknown[] {
		const list = status < 300 ? readListItems(body) : undefined;
		if (list) return list;
		throw new SessionError(
			`the token could not be checked: ${path.split('?')[0]} was answered ${
				status < 300 ? 'without a list' : `with status ${status}`
			}`,
			'Check the base URL in the credential. If it is right, try again later.',
			status,
		);
	}

	/**
	 * One API key holds one cash-register token: it may be another register's, which its receipts tell.
	 * A register without receipts can't be told, but has nothing to mix up either.
	 */
	private async proveRegister(token: string): Promise<void> {
		if (this.register === '') return;
		const receipts = await this.readWith(token, receiptsPath(1));
		const owner = registerOf(receipts?.[0]);
		if (owner === undefined || owner === this.register) return;
		// A server may repeat what it was asked with.
		const shown = redactor([...this.secrets(), token])(owner).slice(0, LONGEST_ID);
		throw new SessionError(
			`the API key's cash-register token belongs to register ${shown}, not to register ${this.register}`,
			'One API key can hold a token for one register only. Use an API key of its own for each register, or correct the cash register ID.',
		);
	}

	private async createAccountToken(): Promise<string> {
		const { status, body } = await this.keyCall('createtoken', { type: 'account' }, false);
		const [created] = tokensIn(body);
		const failure = readFailure(status, body);
		if (created !== undefined && !failure) return created;
		const other = await this.createdMeanwhile();
		if (other !== undefined) return other;
		throw new SessionError(
			`no account token could be had${failure ? `: ${this.clean(failure.message, body)}` : ''}`,
			'Check the API key in my.kassandro, and that the account has the product category Premium or Gastro.',
			status === 200 ? undefined : status,
		);
	}

	private async createRegisterToken(mayCreate: boolean, found: Found): Promise<string> {
		if (!mayCreate || this.credentials.logInToTill !== true) this.refuseCreating(mayCreate, found);
		const { status, body } = await this.keyCall(
			'createtoken',
			{ type: 'cashregister', cashregisterid: this.register },
			false,
		);
		const [created] = tokensIn(body);
		const failure = readFailure(status, body);
		if (created !== undefined && !failure) return created;
		const other = await this.createdMeanwhile();
		if (other !== undefined) return other;
		throw new SessionError(
			`cash register ${this.register} could not be logged in to${failure ? `: ${this.clean(failure.message, body)}` : ''}`,
			'Check whether register and API device are free: log out at the till, then run this again.',
			status === 200 ? undefined : status,
		);
	}

	/** The token of another execution that was faster: a key holds only one of each kind. */
	private async createdMeanwhile(): Promise<string | undefined> {
		return await this.anyFitting((await this.find()).tokens);
	}

	private refuseCreating(mayCreate: boolean, found: Found): never {
		if (found.tokens.length > 0) {
			throw new SessionError(
				'Kassandro gave a token for this API key, but not the cash-register token',
				'Use an API key for this register alone, or enter its cash-register token in the credential.',
			);
		}
		const words = found.words === undefined ? '' : ` (Kassandro: ${found.words})`;
		throw new SessionError(
			`there is no cash-register token for this API key yet${words}`,
			mayCreate
				? 'Creating one logs in to the till and locks it for the API. To allow that, switch on "Log In to the Till If Needed" in the credential, or enter a token there.'
				: "Reading and testing never create one, because that logs in to the till and locks its API device. Create it with the resource Token, or enter the register's token in the credential. If Kassandro's words are about the API key, correct that first.",
		);
	}

	private async keyCall(
		name: 'gettoken' | 'createtoken',
		parameters: Record<string, string>,
		repeatable: boolean,
	): Promise<TokenResponse> {
		const url = keyUrl(this.credentials, name, parameters);
		return await this.send({ method: 'GET', url, repeatable });
	}

	private async tokenCall(token: string, path: string): Promise<TokenResponse> {
		return await this.send({
			method: 'GET',
			url: `${this.base}${path}`,
			headers: { 'kassandro-token': token },
			repeatable: true,
		});
	}

	/** Kassandro's words about a token, without those that are known, in its answer, or look like one. */
	private clean(words: string, body: unknown): string {
		return cleanTokenWords(words, this.secrets(), body);
	}

	private secrets(): string[] {
		return [this.apiKey, text(this.credentials.token), ...this.known.keys()];
	}
}

/** Whether an answer says by its form that there is no token. */
function saysNone(body: unknown): boolean {
	const answer = unwrap(body);
	if (Array.isArray(answer)) return answer.length === 0;
	return typeof answer === 'object' && answer !== null && 'token' in answer && !answer.token;
}

/** Every token in an answer: `{ token }`, an array of such objects, or several in one. */
export function tokensIn(body: unknown): string[] {
	const entries = listOf(body) ?? [unwrap(body)];
	return entries.flatMap((entry) => {
		if (typeof entry !== 'object' || entry === null || !('token' in entry)) return [];
		return typeof entry.token === 'string' && entry.token !== '' ? [entry.token] : [];
	});
}
