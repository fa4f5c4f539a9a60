// Loads n8n's own engine into this process, quiet and with its settings in an ignored folder.

import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from '../lib/paths.mts';

// n8n reads its settings from the environment when it is loaded, so they are set first. A worker of
// its own folder each: two processes that create the settings file at once would read half of it.
const userFolder = inRoot('.cache', 'engine', String(process.pid));
mkdirSync(userFolder, { recursive: true });
process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'engine-in-process',
	N8N_DEFAULT_BINARY_DATA_MODE: 'default',
	N8N_LOG_LEVEL: process.env.KASSA_ENGINE_LOG ?? 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
});

// The engine is CommonJS. Importing n8n-workflow would bring its ES module twin beside the one the
// engine uses, and `instanceof` on errors would fail between the two.
const require = createRequire(import.meta.url);

/** n8n-workflow, the copy that the engine and the nodes use too. */
export const workflowModule = require('n8n-workflow') as typeof import('n8n-workflow', {
	with: { 'resolution-mode': 'require' }
});

/** n8n-core: `WorkflowExecute`, contexts, real HTTP helpers. */
export const coreModule = require('n8n-core') as typeof import('n8n-core');

/** The settings of the luxon that expressions and our nodes use. */
export const { Settings } = require('luxon') as typeof import('luxon');

/** The dependency container that the engine itself uses (there may be other copies of it). */
export const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(type: new (...args: never[]) => T): T };
};
