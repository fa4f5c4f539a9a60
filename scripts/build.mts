// Builds the package into dist/: n8n's own build, then the icons made small.
//
// Options: --if-needed does nothing when dist/ was built of the very sources that are there.

import { forgetBuild, isBuilt, rememberBuild } from './lib/built.mts';
import { run } from './lib/run.mts';

if (process.argv.includes('--if-needed') && isBuilt()) {
	process.stdout.write('dist/ is already built of these sources.\n');
	process.exit();
}
forgetBuild();
// n8n's build compiles (with the codex files) and copies pictures and output schemas; gulp only
// replaces the copied icons by optimised ones.
for (const [name, args] of [
	['n8n-node', ['build']],
	['gulp', ['--silent', 'icons']],
] as const) {
	// Without CI a wheel would turn in the output, line after line.
	const { code } = await run(name, [...args], { env: { CI: 'true', NO_COLOR: '1' } });
	if (code !== 0) {
		process.stderr.write(`\nThe build failed in: ${name} ${args.join(' ')}\n`);
		process.exit(code);
	}
}
rememberBuild();
