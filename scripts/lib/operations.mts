// The tables of the three APIs, and the part of the README that is written from them.

import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import type { Api, Endpoint } from '../../nodes/shared/table/types.ts';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot, root } from './paths.mts';
import { withPart } from './readme-part.mts';

/** An API with the folder under nodes/ that describes it. */
export interface Table {
	folder: string;
	api: Api;
}

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'resources' in value;

/** Every API that has an `api.ts`, read from the sources. */
export function readTables(): Table[] {
	registerSourceHook();
	const require = createRequire(import.meta.url);
	return globSync('nodes/*/api.ts', { cwd: root })
		.sort()
		.map((file) => {
			const api = Object.values(require(inRoot(file)) as object).find(isApi);
			if (api === undefined) throw new Error(`${file} exports no API`);
			return { folder: basename(dirname(file)), api };
		});
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** A remark where the endpoint needs a certain credential. */
function restriction(api: Api, { authentication }: Endpoint): string {
	if (authentication === undefined) return '';
	const names = api.authentications
		.filter(({ value }) => authentication.includes(value))
		.map(({ title }) => `"${title}"`);
	return `. Only with ${names.join(' or ')}`;
}

function section({ api }: Table): string {
	const rows = api.resources.flatMap((resource) =>
		resource.endpoints.map((endpoint) =>
			[
				resource.name,
				endpoint.name,
				`${endpoint.description}${restriction(api, endpoint)}`,
				`\`${endpoint.route}\``,
			]
				.map(cell)
				.join(' | '),
		),
	);
	return [
		`### ${api.name}`,
		'',
		'| Resource | Operation | What it does | Call |',
		'| --- | --- | --- | --- |',
		...rows.map((row) => `| ${row} |`),
	].join('\n');
}

/**
 * Puts the table of operations between its two markers.
 * @param readme the text of README.md
 * @throws when a marker is missing
 */
export async function withOperations(readme: string, tables: Table[]): Promise<string> {
	return await withPart(readme, 'operations', tables.map(section).join('\n\n'));
}
