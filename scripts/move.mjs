#!/usr/bin/env node
// Moves a workflow from the package with all systems to those of one system, or back:
//
//   node scripts/move.mjs workflow.json [--to=n8n-nodes-kassa]
//
// Reads what n8n exports (menu > Download, or nodes that were copied), writes the same with other node
// types into a file beside it, and changes nothing else. Plain JavaScript on built-ins only, so that it
// runs on any Node.js from 20 on, with nothing installed.

import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package with all systems. */
const WHOLE = 'n8n-nodes-kassa';

/** The package of each system, by how the names of its nodes begin. */
export const PACKAGES = {
	cassaNova: 'n8n-nodes-cassanova',
	kassaForte: 'n8n-nodes-kassaforte',
	kassandro: 'n8n-nodes-kassandro',
};

const NAMES = [WHOLE, ...Object.values(PACKAGES)];

/** The new type of one of our nodes; `undefined` where it is none, or stays as it is. */
function movedType(type, to) {
	const [name, node = ''] = String(type).split('.');
	const system = Object.keys(PACKAGES).find((each) => node.startsWith(each));
	if (!NAMES.includes(name) || system === undefined) return undefined;
	const target = to === WHOLE ? WHOLE : PACKAGES[system];
	if (target === name || (to !== undefined && target !== to)) return undefined;
	return `${target}.${node}`;
}

/**
 * Gives a workflow's nodes the types of other packages.
 * @param workflow what n8n exports: a workflow, a list of them, or copied nodes; it isn't changed
 * @param to the only package to move to; by default each node goes to the package of its system
 * @returns the workflow, and for each node that was moved its name with the type before and after
 */
export function moved(workflow, to) {
	const changes = [];
	const copy = structuredClone(workflow);
	for (const one of [copy].flat()) {
		for (const node of one?.nodes ?? []) {
			const type = movedType(node.type, to);
			if (type === undefined) continue;
			changes.push({ name: node.name, from: node.type, to: type });
			node.type = type;
		}
	}
	return { workflow: copy, changes };
}

function fail(message) {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

function main(args) {
	const to = args.find((each) => each.startsWith('--to='))?.slice('--to='.length);
	const files = args.filter((each) => !each.startsWith('--'));
	if (
		files.length === 0 ||
		args.some((each) => each.startsWith('--') && !each.startsWith('--to='))
	) {
		fail('Usage: node scripts/move.mjs workflow.json … [--to=<package>]');
	}
	if (to !== undefined && !NAMES.includes(to)) fail(`--to must be one of ${NAMES.join(', ')}.`);
	for (const file of files) {
		let json;
		try {
			json = JSON.parse(readFileSync(file, 'utf8'));
		} catch (error) {
			fail(`${file} can't be read as a workflow of n8n's: ${error.message}`);
		}
		if (![json].flat().every((one) => Array.isArray(one?.nodes))) {
			fail(`${file} is no workflow of n8n's: it has no nodes.`);
		}
		const { workflow, changes } = moved(json, to);
		if (changes.length === 0) {
			process.stdout.write(`${file}: none of its nodes has to be moved; nothing was written.\n`);
			continue;
		}
		const target = `${file.replace(/\.json$/, '')}.moved.json`;
		writeFileSync(target, `${JSON.stringify(workflow, null, '\t')}\n`);
		for (const { name, from, to: type } of changes) {
			process.stdout.write(`  ${name}: ${from} → ${type}\n`);
		}
		process.stdout.write(`${target} was written; ${file} is as it was.\n`);
	}
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	main(process.argv.slice(2));
}
