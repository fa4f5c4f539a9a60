// A lock between processes, as a folder that holds its owner's process id. Plain JavaScript, because
// the launcher needs it before the project's own Node.js is there.

import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether the lock's owner still lives; a lock that has no owner written yet counts while young. */
function ownerLives(folder) {
	const file = join(folder, 'pid');
	const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
	if (!owner) return existsSync(folder) && Date.now() - statSync(folder).mtimeMs < 5000;
	try {
		process.kill(owner, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/**
 * Does a piece of work in one process at a time, however many are started at once.
 * @param folder the lock's path; it exists only while the work is being done
 * @param isDone asked again and again; once it says true there is nothing to do
 * @param work what the first comer does
 * @param onWait called once when another process is at it
 */
export async function onceAmongProcesses(folder, isDone, work, onWait) {
	let told = false;
	while (!isDone()) {
		mkdirSync(dirname(folder), { recursive: true });
		try {
			mkdirSync(folder);
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
			if (ownerLives(folder)) {
				if (!told) onWait();
				told = true;
				await new Promise((resolve) => setTimeout(resolve, 500));
			} else {
				rmSync(folder, { recursive: true, force: true });
			}
			continue;
		}
		const release = () => rmSync(folder, { recursive: true, force: true });
		process.on('exit', release);
		try {
			writeFileSync(join(folder, 'pid'), String(process.pid));
			if (!isDone()) await work();
		} finally {
			release();
			process.off('exit', release);
		}
	}
}
