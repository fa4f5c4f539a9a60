/** Reads one answer while it arrives: JSON in parts, or a file; counted, and never longer than it may be. */
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { ApiRequest, ReceivedFile } from '../table/request';
import { MOST_ANSWER_BYTES, MOST_FILE_BYTES, PART_BYTES, bytesInWords } from '../values/limits';
import { TooLargeError, isStream, readFile, readStream } from './answer';
import { AnswerCheck } from './checkedAnswer';
import type { Engine } from './engine';
import { TooDeepError } from './jsonParts';
import { JsonTaker } from './jsonTaker';
import { Scale } from './room';

/** What was read: `isChecked` where it came in parts, each of which has lost our secrets already. */
export type Content<F = unknown> =
	| { kind: 'words'; body: unknown; isChecked: boolean }
	| { kind: 'file'; value: F };

/** Content that isn't a file: a vendor's message, or a page of somebody in between. */
const WORDS = /^(application\/(\w+\+)?json|text\/html)\b/i;

/** The reading of one answer. */
export class Reading<F> {
	/** Memory that the answer takes, as far as it was read, in bytes. */
	private taken = 0;

	constructor(
		private readonly request: Pick<ApiRequest<F>, 'receive' | 'weigh'>,
		private readonly asked: {
			/** The address that answers. */
			url: string;
			/** Whether a bare text is an answer, too. */
			text: boolean;
			secrets: unknown[];
		},
		private readonly engine: Pick<Engine, 'environment' | 'timeoutMs'>,
	) {}

	/**
	 * The body, or the file that the request is for; what comes in place of a file are words. Nobody reads
	 * the body of a redirect.
	 * @throws TooLargeError, TooDeepError, or what the connection throws
	 */
	async read(response: IN8nHttpFullResponse, signal: AbortSignal): Promise<Content<F>> {
		const { body, headers, statusCode } = response;
		const { receive } = this.request;
		if (statusCode >= 300 && statusCode < 400) return this.words('');
		const isSuccess = statusCode >= 200 && statusCode < 300;
		const isFile = receive && isSuccess && !WORDS.test(String(headers['content-type']));
		const most = receive ? MOST_FILE_BYTES : MOST_ANSWER_BYTES;
		if (!isStream(body)) {
			return isFile ? await this.take(receive, body as Buffer, headers) : this.words(body);
		}
		const { environment, timeoutMs } = this.engine;
		const limits = { mostBytes: most, mostSilenceMs: timeoutMs };
		if (isFile) {
			const weigh = (bytes: number) => this.weigh(bytes);
			const content = await readFile(body, limits, environment, signal, weigh);
			return await this.take(receive, content, headers);
		}
		const taker = this.taker(isSuccess, most);
		await readStream(body, limits, environment, signal, (piece) => taker.take(piece));
		const { json, inParts, isCut } = taker.end();
		if (isCut && isSuccess && this.asked.text) throw new TooLargeError(bytesInWords(PART_BYTES));
		return this.words(json, inParts && isSuccess);
	}

	/** Nothing is left of what was read. */
	drop(): void {
		this.request.weigh?.(-this.taken);
		this.taken = 0;
	}

	private weigh(bytes: number): void {
		this.taken += bytes;
		this.request.weigh?.(bytes);
	}

	private words(body: unknown, isChecked = false): Content<never> {
		return { kind: 'words', body, isChecked };
	}

	private async take(
		receive: NonNullable<ApiRequest<F>['receive']>,
		content: Buffer,
		headers: ReceivedFile['headers'],
	): Promise<Content<F>> {
		const value = await receive({ content, headers, url: this.asked.url });
		// What is held from here on is how n8n keeps it: as text, or on its disk.
		this.drop();
		this.weigh(new Scale().weigh(value));
		return { kind: 'file', value };
	}

	/** Measures an answer while it is read; of a success, long ones are checked in parts as well. */
	private taker(isSuccess: boolean, most: number): JsonTaker {
		const scale = new Scale();
		const check = new AnswerCheck(this.asked.secrets);
		return new JsonTaker({
			weigh: (part) => {
				const bytes = scale.weigh(part);
				if (this.taken + bytes > most) throw new TooLargeError(`${bytesInWords(most)} in memory`);
				this.weigh(bytes);
			},
			check: (part, name, depth) => {
				if (!isSuccess) return part;
				const checked = check.take(part, name, depth);
				if (!checked) throw new TooDeepError();
				return checked.json;
			},
		});
	}
}
