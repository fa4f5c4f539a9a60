// Builds the package into dist/: n8n's own build, then the icons made small.

import { run } from './lib/run.mts';

// n8n's build compiles (with the codex files) and copies pictures and output schemas; gulp only
// replaces the copied icons by optimised ones.
for (const [name, args] of [
	['n8n-node', ['build']],
	['gulp', ['--silent', 'icons']],
] as const) {
	const { code } = await run(name, [...args]);
	if (code !== 0) {
		process.stderr.write(`\nThe build failed in: ${name} ${args.join(' ')}\n`);
		process.exit(code);
	}
}
