// What workflow tests use: n8n's engine and the sandbox, handed in by Jest's environment.

import type {
	CallInput,
	CallResult,
	Engine,
	ListInput,
	PollInput,
	PollResult,
	RunInput,
	RunResult,
} from '../../../scripts/engine/types';
import type { SandboxReady } from '../../../sandbox/ready';
import type { HostileRule, HostileServer } from '../vendors/hostile';
import type { DescribedOperation } from '../vendors/operation';

/** What is known of a file beside its bytes. */
interface FileFacts {
	fileName?: string;
	/** The account between sales and payments. */
	clearing?: string;
}

declare const kassaTest: Omit<Engine, 'hurry' | 'keepTime'> & {
	hurry(timeoutMs: number, answerMs?: number): Promise<readonly number[]>;
	now(): number;
	startSandbox(options?: { seed?: number }): Promise<SandboxReady>;
	startHostile(rules?: HostileRule[]): Promise<HostileServer>;
	describedOperations(file: string): Promise<DescribedOperation[]>;
	wrongWith(format: string, content: Buffer, facts: FileFacts): string;
	wrongBody(format: string, json: string): string;
	tell(line: string): void;
};

/** Makes the data this realm's own, so that strict equality sees plain objects. */
const own = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Executes a workflow (n8n's export JSON) to its end on n8n's own engine. */
export const runWorkflow = async (input: RunInput): Promise<RunResult> => {
	// The items stand among the nodes as well; of ten thousand, a second copy takes its time.
	const copy = own({ ...(await kassaTest.runWorkflow(input)), items: [] });
	return { ...copy, items: copy.nodes[copy.lastNode ?? '']?.at(-1)?.outputs.flat() ?? [] };
};

/** Runs one poll of the workflow's trigger node; hand `staticData` on to the next poll. */
export const poll = async (input: PollInput): Promise<PollResult> =>
	own(await kassaTest.poll(input));

/** Calls the address of the workflow's webhook node. */
export const callWebhook = async (input: CallInput): Promise<CallResult> =>
	own(await kassaTest.call(input));

/**
 * Lets our nodes wait for nothing longer than a moment, and bear only so many milliseconds of silence
 * before and within an answer (and for the whole of it, twenty times that unless told otherwise); for
 * the rest of this test file. Gives how many milliseconds each wait from now on would have taken.
 */
export const hurry = async (timeoutMs: number, answerMs?: number): Promise<readonly number[]> =>
	await kassaTest.hurry(timeoutMs, answerMs);

/** The time as nodes, expressions and sandboxes have it here, in milliseconds since 1970. */
export const now = (): number => kassaTest.now();

/** Fetches the choices of a resource locator. */
export const listSearch = async (input: ListInput) => own(await kassaTest.listSearch(input));

/** Starts a sandbox for this test file; it ends by itself when the file's tests have ended. */
export const startSandbox = async (options?: { seed?: number }): Promise<SandboxReady> =>
	own(await kassaTest.startSandbox(options));

/** Starts a server that answers as an enemy would; it ends by itself like a sandbox. */
export const startHostile = async (rules?: HostileRule[]): Promise<HostileServer> =>
	await kassaTest.startHostile(rules);

/** All operations of one of the sandbox's OpenAPI files, such as `cassanova`. */
export const describedOperations = async (file: string): Promise<DescribedOperation[]> =>
	own(await kassaTest.describedOperations(file));

/**
 * What the sandbox's checker of this format, such as `datev`, finds wrong with a file, in words; '' where
 * nothing is, or nobody checks it.
 */
export const wrongWith = (format: string, content: Buffer, facts: FileFacts): string =>
	kassaTest.wrongWith(format, content, facts);

/** The same of the body of a request that goes to a program, such as `xero`. */
export const wrongBody = (format: string, body: object): string =>
	kassaTest.wrongBody(format, JSON.stringify(body));

/** Prints numbers that a person should see, whether the test passes or not. */
export const tell = (line: string): void => kassaTest.tell(line);
