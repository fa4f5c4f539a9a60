// Lets Node.js load the package's own TypeScript sources, so that nothing has to be built first.

import { readFileSync, statSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inRoot } from '../lib/paths.mts';

const folders = ['nodes', 'credentials'].map((name) => pathToFileURL(`${inRoot(name)}/`).href);
const isOurs = (url: string | undefined) => folders.some((folder) => url?.startsWith(folder));

const isFile = (url: URL) => statSync(url, { throwIfNoEntry: false })?.isFile() ?? false;

let registered = false;

/**
 * From now on, `require` of a .ts file under nodes/ or credentials/ compiles it to CommonJS in
 * memory, and relative imports there may leave out `.ts` or `/index.ts`.
 */
export function registerSourceHook(): void {
	if (registered) return;
	registered = true;
	const { transformSync } = createRequire(import.meta.url)(
		'@swc/core',
	) as typeof import('@swc/core');
	registerHooks({
		resolve(specifier, context, nextResolve) {
			if (specifier.startsWith('.') && isOurs(context.parentURL)) {
				for (const ending of ['', '.ts', '/index.ts']) {
					const url = new URL(`${specifier}${ending}`, context.parentURL);
					if (isFile(url)) return { url: url.href, shortCircuit: true };
				}
			}
			return nextResolve(specifier, context);
		},
		load(url, context, nextLoad) {
			if (!url.endsWith('.ts') || !isOurs(url)) return nextLoad(url, context);
			const filename = fileURLToPath(url);
			const { code } = transformSync(readFileSync(filename, 'utf8'), {
				filename,
				sourceMaps: 'inline',
				swcrc: false,
				jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
				module: { type: 'commonjs' },
			});
			return { format: 'commonjs', source: code, shortCircuit: true };
		},
	});
}
