// Polling triggers in a real n8n that nothing else happens to: each hands over what happens in the shops.

import { join } from 'node:path';
import { startSandbox } from '../../lib/sandbox.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import type { Result } from '../lib/results.mts';
import { openShops } from '../lib/triggers-shop.mts';
import { begin, closeStage, idsFrom, newsWorkflows, openStage, ORDERS } from './triggers.mts';

/**
 * Runs an n8n with a trigger of each system, against a sandbox of its own.
 * @param folder where n8n keeps its data and log
 * @returns what is wrong with each trigger, `undefined` when all is well
 */
export async function* pollProblems(folder: string, tarball: Tarball): AsyncGenerator<Result> {
	const sandbox = await startSandbox();
	const stage = await openStage('default', join(folder, 'polls'), sandbox.ready);
	try {
		const shops = await openShops(sandbox.ready);
		const workflows = newsWorkflows(tarball.name, sandbox.ready, stage.gates);
		await stage.n8n.setUp(tarball, workflows);
		await stage.n8n.activate();
		await begin([stage], shops);
		for (const { trigger } of workflows) {
			const isOfOrders = trigger === ORDERS;
			const keys = isOfOrders
				? (await stage.n8n.items(trigger)).map(({ to }) => String(to))
				: await idsFrom(stage, trigger);
			const doubled = keys.length - new Set(keys).size;
			yield {
				title: `trigger "${trigger}": ${isOfOrders ? 'a status' : 'a receipt'} comes, and once`,
				problem:
					keys.length > 0 && doubled === 0
						? undefined
						: `${keys.length} came, ${doubled} of them again; ${await stage.n8n.failedPolls(trigger)} polls failed`,
			};
		}
	} finally {
		await closeStage(stage);
		await sandbox.stop();
	}
}
