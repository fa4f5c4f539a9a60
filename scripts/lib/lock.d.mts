// Types of lock.mjs.

export function onceAmongProcesses(
	folder: string,
	isDone: () => boolean,
	work: () => Promise<void>,
	onWait: () => void,
): Promise<void>;
