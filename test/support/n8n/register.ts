/** What the workflow tests of printing share: a register of the sandbox's, asked by its own token. */
import type { INodeParameters } from 'n8n-workflow';
import type { Bench, LogEntry, NodeCall, NodeOutcome } from './bench';

type More = Partial<NodeCall>;

/** @param kit gives the bench of the test file, which is there once its tests begin */
export function registerOf(kit: { readonly bench: Bench }) {
	const run = async (
		operation: string,
		parameters: INodeParameters,
		more: More,
	): Promise<NodeOutcome> =>
		await kit.bench.run({
			authentication: 'cashRegisterToken',
			operation,
			parameters,
			mode: 'trigger',
			...more,
		});
	return {
		create: async (parameters: INodeParameters, more: More = {}) =>
			await run('receipt.create', parameters, more),
		cancel: async (receiptNumber: unknown, more: More = {}) =>
			await run('receipt.cancel', { receiptNumber: receiptNumber as string }, more),
		/** How many receipts there are at the vendor. */
		stored: async (): Promise<number> =>
			Number((await kit.bench.control('state?vendor=kassandro')).receipts),
		/** What was sent to be printed since the last mark. */
		posts: async (): Promise<LogEntry[]> =>
			(await kit.bench.log()).filter(
				({ method, path }) => method === 'POST' && path === '/v1.0/receipts',
			),
	};
}
