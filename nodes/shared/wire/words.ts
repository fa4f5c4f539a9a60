/** What a request says to a person: a vendor's words without our secrets, and what helps. */
import { namesOfRecord } from '../table/table';
import type { ApiRequest, VendorFailure } from '../table/request';
import type { Call } from '../table/types';
import { beginning } from '../values/beginning';
import type { RequestFailure } from './cause';
import type { Engine } from './engine';
import { adviceForStatus } from './failure';
import { redactor, withoutSecretFields, withoutSecrets } from './redact';
import { TOO_MANY_CALLS } from './retry';
import { durationInWords } from './waiting';
import type { Milliseconds } from '../values/units';

/** Characters of a vendor's own words that an error shows. */
const LONGEST_WORDS = 500;
/** So much of an answer without words is shown. */
const LONGEST_QUOTE = 300;
/** Signs of a refused answer that are read; texts beyond the second bound are none that people write. */
const READ_OF_REFUSAL = [200_000, 20_000] as const;
/** The same, where only the beginning is shown. */
const READ_OF_QUOTE = [5000, 2000] as const;
const NO_FILE = 'There is no file at this address, or none any more.';

type Asked = Pick<Call, 'api' | 'endpoint' | 'credentials'>;

/** Every text loses the secrets of the credential, and those that are learned on the way. */
export class Words {
	constructor(private readonly secrets: unknown[]) {}

	/** Another secret: a token that was just given out. */
	learn(...secrets: unknown[]): void {
		this.secrets.push(...secrets);
	}

	/** A text without them. */
	clean(text: string): string {
		return redactor(this.secrets)(text);
	}

	/** Whether a text holds none of them. */
	keeps(text: string): boolean {
		return withoutSecrets(this.secrets, text) === text;
	}

	/** Cut after cleaning: half a secret wouldn't be found. */
	private cleanWords(text: string): string {
		return this.clean(text).slice(0, LONGEST_WORDS);
	}

	/** What a vendor answered with a refusal, as far as people write anything so long. */
	ofRefusal(body: unknown): unknown {
		return withoutSecrets(this.secrets, beginning(body, ...READ_OF_REFUSAL));
	}

	/** An answer without words that are known: whoever reads it may find what is wrong. */
	quote(body: unknown): string {
		if (typeof body !== 'object' || body === null) return '';
		const begin = withoutSecretFields(beginning(body, ...READ_OF_QUOTE));
		const json = this.clean(JSON.stringify(withoutSecrets(this.secrets, begin)));
		if (json === '{}' || json === '[]') return '';
		const short = json.length > LONGEST_QUOTE ? `${json.slice(0, LONGEST_QUOTE)}…` : json;
		return ` The answer was: ${short}`;
	}

	/** A vendor's own words about a failure, as they may be shown. */
	ofVendor({ message, code }: VendorFailure): VendorFailure {
		return {
			message: this.cleanWords(message),
			...(code === undefined ? {} : { code: this.clean(code) }),
		};
	}

	/** The same failure, with texts that may be shown. */
	ofFailure(failure: RequestFailure): RequestFailure {
		const { vendor, problem, advice } = failure;
		return {
			...failure,
			...(vendor && { vendor: this.ofVendor(vendor) }),
			...(problem === undefined ? {} : { problem: this.clean(problem) }),
			advice: this.clean(advice),
		};
	}
}

/**
 * What helps with a status.
 * @param retryAfterMs how long the vendor wants to be left alone, where it says so
 */
export function adviceFor(
	{ api, endpoint, credentials }: Asked,
	{ url }: Pick<ApiRequest, 'url'>,
	{ whenUsedUp }: Pick<Engine, 'whenUsedUp'>,
	[status, vendor, retryAfterMs]: [number, VendorFailure | undefined, Milliseconds | undefined],
): string {
	const own = api.nextStep?.(status, vendor, endpoint, credentials);
	if (own !== undefined) return own;
	if (status === 404 && url !== undefined) return NO_FILE;
	if (status === TOO_MANY_CALLS && retryAfterMs !== undefined && retryAfterMs > 0) {
		return `The limit of calls is used up. ${whenUsedUp(durationInWords(retryAfterMs))}`;
	}
	return adviceForStatus(status, namesOfRecord(endpoint), vendor !== undefined);
}

/** For an answer that no person can have meant. */
export function tooDeep(origin: string, vendor: string, safe: boolean): RequestFailure {
	return {
		problem: 'the answer is nested too deeply to be read',
		advice: `Check the address in the credential (${origin}). If it is right, ask ${vendor}.`,
		outcomeUnknown: !safe,
	};
}
