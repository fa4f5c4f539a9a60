/** What is said of a wait, and by which of n8n's ways. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { durationInWords, tellAtOnce } from '../../../../nodes/shared/wire/waiting';

it.each([
	[400, '1 second'],
	[39_001, '40 seconds'],
	[60_000, '1 minute'],
	[388_000, '7 minutes'],
	[600_000, '10 minutes'],
])('%d ms are %s', (ms, words) => {
	expect(durationInWords(ms)).toBe(words);
});

it('is told to the browser and to the log, as far as the host has them', () => {
	const told: string[] = [];
	const host = {
		logger: { info: (message: string) => told.push(`log: ${message}`) },
		sendMessageToUI: (message: string) => told.push(`browser: ${message}`),
	} as unknown as IExecuteFunctions;
	tellAtOnce(host, 'Waiting.');
	tellAtOnce({} as IExecuteFunctions, 'Nobody there.');
	expect(told).toEqual(['log: Waiting.', 'browser: Waiting.']);
});
