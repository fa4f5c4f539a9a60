// Lints with n8n's own strict rules; a warning fails as an error does.

import { run } from './lib/run.mts';

const args = process.argv.slice(2);
const { code, output } = await run('n8n-node', ['lint', ...args]);
// n8n-node leaves no way to ask ESLint for --max-warnings, so its summary line is read instead.
const summary = /\((\d+) errors?, (\d+) warnings?\)/.exec(
	output.replaceAll(/\u001b\[[\d;]*m/g, ''),
);
const warnings = Number(summary?.[2] ?? 0);
if (code === 0 && warnings > 0) {
	process.stderr.write(`\nLint found ${warnings} warning(s); this project allows none.\n`);
}
process.exit(code || (warnings > 0 ? 1 : 0));
