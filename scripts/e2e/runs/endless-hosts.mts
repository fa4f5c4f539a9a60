// What n8n takes of a host that never ends its answer to a credential's test: a base URL that is typed
// wrongly, or a broken server, must not hold n8n or fill its memory.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { workflowModule } from '../../engine/n8n.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { pass, startBetween } from '../../../test/hostile/between.mts';
import type { CredentialToImport, RunningN8n } from '../../n8n/drive.mts';
import { READS, homeOf } from '../lib/tested.mts';

interface Outcome {
	title: string;
	problem: string | undefined;
}

interface Trick {
	name: string;
	status: number;
	answer: (response: ServerResponse) => void;
}

const { CREDENTIAL_BLANKING_VALUE: STORED } = workflowModule;

const MB = 1024 * 1024;

/** More than any answer is taken of; so much at most, so that it ends also where n8n reads it all. */
const POURED = 2048 * MB;

/** What can be under way on a connection that nobody reads from. */
const MOST_SENT = 32 * MB;

/** How long n8n may take to judge by the status. */
const PATIENCE_MS = 20_000;

/** Writes JSON for as long as anybody reads, and 2 GB at most. */
function pour(response: ServerResponse): void {
	const piece = Buffer.alloc(64 * 1024, 'a');
	let written = 0;
	response.write('{"text":"');
	const on = () => {
		while (written < POURED && !response.destroyed) {
			written += piece.length;
			if (!response.write(piece)) {
				response.once('drain', () => setImmediate(on));
				return;
			}
		}
		response.end('"}');
	};
	on();
}

/** One byte after the other, for ever. */
function drip(response: ServerResponse): void {
	response.write('{"text":"');
	const timer = setInterval(() => response.write('a'), 100);
	response.on('close', () => clearInterval(timer));
}

const TRICKS: Trick[] = [
	{ name: '2 GB', status: 200, answer: pour },
	{ name: 'a drip without end', status: 200, answer: drip },
	{ name: '2 GB as a refusal', status: 403, answer: pour },
	{ name: 'a refusal that drips', status: 403, answer: drip },
];

/** What n8n says; of a trick with status 403 the words differ. */
function isRight({ status }: Trick, type: string, answer: { status: string; message: string }) {
	if (status === 200) return answer.status === 'OK';
	const words = type.startsWith('cassaNova') ? /lacks the right/ : /Forbidden/;
	return answer.status === 'Error' && words.test(answer.message);
}

/** The credential with another host in the place of its own. */
function moved({ type, data }: CredentialToImport, origin: string): Record<string, unknown> {
	const host = new URL(origin).host;
	if (type === 'kassaForteApi') return { ...data, domain: host };
	const { pathname } = new URL(String(data.baseUrl));
	const tokens = type === 'cassaNovaOAuth2Api' ? { oauthTokenData: STORED } : {};
	return { ...data, baseUrl: `${origin}${pathname}`.replace(/\/$/, ''), ...tokens };
}

/** Runs credential tests against hosts that never end; gives what is wrong, `undefined` for all well. */
export async function* endlessHostProblems(
	n8n: RunningN8n,
	ready: SandboxReady,
	credentials: CredentialToImport[],
): AsyncGenerator<Outcome> {
	for (const credential of credentials.filter(({ id, type }) => id === type)) {
		const { id, type } = credential;
		const { vendor = '', path = '' } = READS[type] ?? {};
		for (const trick of TRICKS) {
			let sent: IncomingMessage | undefined;
			const between = await startBetween({
				to: new URL(homeOf(ready, vendor)).origin,
				where: new RegExp(`^GET .*${path}$`),
				stranger: '',
				behaviour: async ({ request, response, real }) => {
					// What we ask ourselves before the test asks for JSON alone, and has bounds of its own.
					if (request.headers.accept === 'application/json') {
						pass(response, await real());
						return;
					}
					sent = request;
					response.writeHead(trick.status, { 'Content-Type': 'application/json' });
					trick.answer(response);
				},
			});
			const test = n8n.rest<{ status: string; message: string }>('POST', '/credentials/test', {
				credentials: { ...credential, data: moved(credential, between.origin) },
			});
			const late = new Promise<undefined>((resolve) => {
				setTimeout(() => resolve(undefined), PATIENCE_MS).unref();
			});
			const answer = await Promise.race([test, late]);
			const bytes = sent?.socket.bytesWritten ?? 0;
			await between.stop();
			await test.catch(() => undefined);
			const isWell =
				answer !== undefined &&
				sent !== undefined &&
				bytes < MOST_SENT &&
				isRight(trick, type, answer);
			yield {
				title: `credential test of ${id}: ${trick.name} does not hold n8n`,
				problem: isWell ? undefined : JSON.stringify({ answer: answer ?? 'none yet', bytes }),
			};
		}
		if (type === 'cassaNovaOAuth2Api') continue;
		// n8n has stored the token that was fetched for the other host; at home it must be fetched anew.
		const { status, message } = await n8n.rest<{ status: string; message: string }>(
			'POST',
			'/credentials/test',
			{ credentials: await n8n.rest('GET', `/credentials/${id}?includeData=true`) },
		);
		yield {
			title: `credential test of ${id}: well at home again`,
			problem: status === 'OK' ? undefined : message,
		};
	}
}
