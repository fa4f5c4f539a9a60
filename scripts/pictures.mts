// `npm run pictures`: takes the pictures of docs/accounting.md again, of the panels of a real n8n that works
// on the sandbox: from the till to a file for DATEV or BMD.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/paths.mts';
import { runOrThrow } from './lib/run.mts';
import { fillSandbox } from './lib/sample-receipts.mts';
import { sandboxCredentials } from './lib/sandbox-credentials.mts';
import { startSandbox } from './lib/sandbox.mts';
import { installPackage, npmWithTarballs, pack } from './n8n/community-package.mts';
import { importCredentials, importWorkflows, startN8n } from './n8n/drive.mts';
import { openCamera } from './n8n/screenshot.mts';
import type { Between, OpenPanel } from './n8n/screenshot.mts';

const ID = 'picturesAccounting';
const DATEV = 'Bookings for DATEV';
const BMD = 'Bookings for BMD';

type Entries = { entry: Array<Record<string, unknown>> };
interface Parameters extends Record<string, unknown> {
	accounts: Entries;
	options: Record<string, unknown>;
}
interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	position: [number, number];
	parameters: Parameters;
}

/** The example of a month, once for each program, with the rows of the table that say most first. */
function workflow(): object {
	const example = JSON.parse(
		readFileSync(inRoot('examples/kassandro-month-to-bmd.json'), 'utf8'),
	) as { nodes: WorkflowNode[] };
	const trigger = example.nodes.find(({ type }) => type.endsWith('.manualTrigger'));
	const books = example.nodes.find(({ type }) => type.endsWith('.kassandro'));
	if (!trigger || !books) throw new Error('The example has no trigger or no node of Kassandro');
	const { accounts, options, ...parameters } = books.parameters;
	// What is known to bear no VAT is no guess.
	const { entry: mapped } = options.lineMapping as Entries;
	const lineMapping = { entry: [...mapped, { by: 'groups', groups: '5', type: 'sale' }] };
	const rank = ({ use, rate }: Record<string, unknown>) =>
		use === 'sale' && rate === '20' ? 0 : use === 'cash' ? 1 : use === 'clearing' ? 2 : 3;
	const rows = [...accounts.entry].sort((a, b) => rank(a) - rank(b));
	const node = (name: string, top: number, table: Entries['entry'], more: Partial<Parameters>) => ({
		...books,
		id: `${ID}${top}`,
		name,
		position: [240, top],
		parameters: {
			...parameters,
			accounts: { entry: table },
			...more,
			options: { textLanguage: 'de', ...more.options, ...options, lineMapping },
		},
	});
	return {
		...example,
		id: ID,
		name: 'From the till to the accountant',
		nodes: [
			trigger,
			// The accounts know their tax: no posting key.
			node(
				DATEV,
				0,
				rows.map((row) => ({ ...row, taxCode: '' })),
				{
					fileFormat: 'datev',
					options: { datevConsultant: '29098', datevClient: '10001', datevAccountLength: 4 },
				},
			),
			node(BMD, 200, rows, { options: { bmdSymbol: 'KA' } }),
		],
		connections: {
			[trigger.name]: {
				main: [[DATEV, BMD].map((name) => ({ node: name, type: 'main', index: 0 }))],
			},
		},
	};
}

const started = Date.now();
const tell = (text: string) =>
	process.stdout.write(`[${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s] ${text}\n`);

/** A picture of the documentation. */
const take = async (
	panel: OpenPanel,
	part: 'parameters' | 'output',
	name: string,
	between?: Between,
) => {
	await panel.part(part, inRoot(`docs/images/${name}.png`), between);
	tell(`docs/images/${name}.png`);
};
// Outside of the work tree, because the linter would look through n8n's unpacked editor.
const userFolder = mkdtempSync(join(tmpdir(), 'kassa-pictures-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await runOrThrow('node', ['scripts/build.mts', '--if-needed'], { quiet: true });
const tarball = await pack(`${userFolder}/packed`);
const sandbox = await startSandbox();
await fillSandbox(sandbox.ready);
tell('starting n8n');
const n8n = await startN8n({ userFolder, env: npmWithTarballs(userFolder, tarball) });
await installPackage(n8n, tarball);
await importCredentials({ userFolder }, sandboxCredentials(sandbox.ready));
await importWorkflows({ userFolder }, [workflow()]);
const camera = await openCamera(n8n);

const first = await camera.openWorkflow(ID);
const datev = await first.panel(DATEV);
await take(datev, 'parameters', 'accounting-output', { from: 'Resource', to: 'Accounts' });
await take(datev, 'parameters', 'accounting-accounts', { from: 'Accounts', height: 838 });
await take(datev, 'parameters', 'accounting-datev-options', {
	from: 'Options',
	to: 'Map Payment Methods',
});
await datev.execute();
await take(datev, 'output', 'accounting-file', { from: '1 item', height: 325 });
await datev.show('Schema');
await take(datev, 'output', 'accounting-verdict', { height: 690 });
await first.close();

const second = await camera.openWorkflow(ID);
const bmd = await second.panel(BMD);
await take(bmd, 'parameters', 'accounting-bmd-options', {
	from: 'Options',
	to: 'Map Payment Methods',
});
await second.close();

await camera.close();
await n8n.stop();
await sandbox.stop();
rmSync(userFolder, { recursive: true, force: true });
process.exit(0);
