// Checks the types of all three parts of the project: the package, its tests, its tools. With names of
// projects, such as `tsconfig.test.json`, it checks those only.

import { inRoot } from './lib/paths.mts';
import { runTogether } from './lib/parts.mts';

const asked = process.argv.slice(2);
const projects =
	asked.length > 0 ? asked : ['tsconfig.test.json', 'tsconfig.tools.json', 'tsconfig.json'];

/** What the compiler remembers of a project, so that only what has changed is checked again. */
const memoryOf = (project: string): string => inRoot('.cache', 'types', `${project}.tsbuildinfo`);

const isWell = await runTogether(
	projects.map((project) => ({
		title: project,
		name: 'tsc',
		args: [
			...['--noEmit', '--pretty', '-p', project],
			...['--incremental', '--tsBuildInfoFile', memoryOf(project)],
		],
	})),
	({ title }, { code, output, seconds }) => {
		process.stdout.write(output);
		process.stdout.write(`${title}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s)\n`);
	},
);
process.exit(isWell ? 0 : 1);
