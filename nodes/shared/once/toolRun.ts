/** Whether an AI agent runs a node as its tool. */
import type { Call } from '../table/types';

/**
 * Tells a tool's run from that of a node in the workflow. Agents before version 3 call the tool
 * themselves, and n8n says so; later ones let n8n's engine run the node, which shows only by where
 * the engine puts its output.
 */
export function isToolRun({ host }: Pick<Call, 'host'>): boolean {
	if (host.getNode().rewireOutputLogTo === 'ai_tool') return true;
	// Missing in older versions of n8n.
	return 'isToolExecution' in host && host.isToolExecution();
}
