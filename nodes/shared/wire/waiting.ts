/** How long something is waited for, in words, and by what it is told while it goes on. */
import type { Host } from '../table/call';
import type { Milliseconds } from '../values/units';

/** A wait that is shorter needs no word. */
export const WORTH_TELLING_MS: Milliseconds = 5_000;

const MINUTE_MS = 60_000;

/** Rounded up: "40 seconds", "1 minute", "7 minutes". */
export function durationInWords(ms: Milliseconds): string {
	const isShort = ms < MINUTE_MS;
	const count = Math.ceil(ms / (isShort ? 1000 : MINUTE_MS));
	return `${count} ${isShort ? 'second' : 'minute'}${count === 1 ? '' : 's'}`;
}

/**
 * Tells something at once. n8n shows hints of a run when it has ended
 * (https://github.com/n8n-io/n8n-docs/pull/2118), and has no other place in the editor: it writes this to
 * the browser's console while the run goes on, and to its own log.
 */
export function tellAtOnce(host: Host, message: string): void {
	if ('logger' in host) host.logger.info(message);
	if ('sendMessageToUI' in host) host.sendMessageToUI(message);
}
