// The packages that are made of these sources: the one with all systems, which is the project's own
// folder as it is, and one for each system. All that distinguishes them stands here.

import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mts';

/** A package that holds one system. */
export interface SystemPackage {
	/** Name of the package. */
	name: string;
	/** The system's folder under nodes/. */
	folder: string;
	/** Name of the system, as people read it. */
	system: string;
	/** For npm's search; n8n shows it as well. */
	description: string;
	/** What npm's search finds it by, beside what is true of all packages. */
	keywords: string[];
	/** The page in docs/ about the system. */
	page: string;
	/** How its README begins. */
	intro: string;
}

/** What is in package.json, as far as packages have it. */
export interface Manifest {
	name: string;
	version: string;
	description: string;
	license: string;
	homepage: string;
	keywords: string[];
	author: unknown;
	repository: { type: string; url: string; directory?: string };
	engines: unknown;
	files: string[];
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
	peerDependencies: Record<string, string>;
}

/** Keywords of the package with all systems that are as true of each system. */
const COMMON_KEYWORDS = ['n8n-community-node-package', 'point-of-sale', 'pos', 'cash-register'];

export const SYSTEM_PACKAGES: readonly SystemPackage[] = [
	{
		name: 'n8n-nodes-cassanova',
		folder: 'CassaNova',
		system: 'CassaNova',
		description:
			'n8n nodes for the point-of-sale system CassaNova: receipts, products, stock, orders and accounting entries',
		keywords: ['cassanova', 'receipts', 'scontrini', 'accounting'],
		page: 'cassanova.md',
		intro:
			'Nodes for [n8n](https://n8n.io) that talk to the point-of-sale system **CassaNova** (Italy). They read and change products, customers and stock, send orders, and read receipts: in the way the system sends them, as accounting entries that are exact to the cent, or as bookings for your accountant.',
	},
	{
		name: 'n8n-nodes-kassaforte',
		folder: 'KassaForte',
		system: 'KassaForte',
		description:
			'n8n nodes for the web shops of KassaForte: orders and their status, menu, open hours and coupons',
		keywords: ['kassaforte', 'web-shop', 'food-delivery', 'orders'],
		page: 'kassaforte.md',
		intro:
			'Nodes for [n8n](https://n8n.io) that talk to **KassaForte** (web shops for food delivery). They send orders and follow their status, and read the menu, open hours and delivery costs of a shop.',
	},
	{
		name: 'n8n-nodes-kassandro',
		folder: 'Kassandro',
		system: 'Kassandro',
		description:
			'n8n nodes for the cash registers of Kassandro: receipts, printing on a till and accounting entries',
		keywords: ['kassandro', 'receipts', 'registrierkasse', 'accounting'],
		page: 'kassandro.md',
		intro:
			'Nodes for [n8n](https://n8n.io) that talk to the cash registers of **Kassandro** (Austria). They print receipts on a till, and read them: in the way the system sends them, as accounting entries that are exact to the cent, or as bookings for your accountant.',
	},
];

/** The package.json of the package with all systems. */
export const wholeManifest = (): Manifest =>
	JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Manifest;

/**
 * Where a system's package.json lies in the repository. Nobody builds there: n8n's scanner looks for the
 * folder of the sources whose package.json names the package that was published, and refuses what it
 * doesn't find.
 */
export const manifestFile = ({ name }: Pick<SystemPackage, 'name'>): string =>
	`packages/${name}/package.json`;

/**
 * The package.json of a system's package.
 * @param whole the one of the package with all systems, of which it takes all that is common
 */
export function manifestOf(one: SystemPackage, whole: Manifest = wholeManifest()): Manifest {
	const isOurs = (path: string) =>
		path.startsWith(`dist/nodes/${one.folder}/`) ||
		path.startsWith(`dist/credentials/${one.folder}`);
	return {
		name: one.name,
		version: whole.version,
		description: one.description,
		license: whole.license,
		homepage: whole.homepage,
		keywords: [...COMMON_KEYWORDS, ...one.keywords],
		author: whole.author,
		repository: { ...whole.repository, directory: `packages/${one.name}` },
		engines: whole.engines,
		files: [...whole.files, 'examples'],
		n8n: {
			...whole.n8n,
			credentials: whole.n8n.credentials.filter(isOurs),
			nodes: whole.n8n.nodes.filter(isOurs),
		},
		peerDependencies: whole.peerDependencies,
	};
}

/** A manifest as its file holds it. */
export const manifestText = (manifest: Manifest): string =>
	`${JSON.stringify(manifest, null, 2)}\n`;
