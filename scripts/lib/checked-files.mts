// Holds the files that nodes made for accounting programs against the sandbox's checkers of them.

import {
	findingsIn,
	findingsInBody,
	isChecked,
	isCheckedBody,
} from '../../sandbox/files/index.mts';
import { tellFindings } from '../../sandbox/files/finding.mts';
import { takingsIn } from './takings-columns.mts';

/** A file as an item has it. */
export interface ItemFile {
	/** Base64, or a word where n8n keeps it elsewhere. */
	data: string;
	fileName?: string;
	id?: string;
}

interface ItemWithFiles {
	json?: object;
	binary?: Record<string, ItemFile>;
}

interface Parameters {
	fileFormat?: unknown;
	accounts?: { entry?: Array<{ use?: unknown; account?: unknown }> };
}

/** The account for "Clearing" in the panel's table of accounts. */
function clearingOf(accounts: Parameters['accounts']): string | undefined {
	const account = accounts?.entry?.find(({ use }) => use === 'clearing')?.account;
	return typeof account === 'string' ? account : undefined;
}

const ofItem = ({ data }: ItemFile) => Buffer.from(data, 'base64');

/** What is wrong with the bodies of requests that a node gave as items; what failed is none. */
function wrongBodiesOf(name: string, format: string, items: ItemWithFiles[]): string[] {
	return items.flatMap(({ json = {} }, index) => {
		const findings = 'error' in json ? [] : findingsInBody(format, json);
		return findings.length === 0
			? []
			: [`${name} made item ${index} (${format}):\n${tellFindings(findings)}`];
	});
}

/**
 * What is wrong with the files and bodies that a workflow's nodes made, in words for a person; '' when nothing is.
 * @param nodes of the workflow; one with an output such as `datev` answers for all files in its items
 * @param itemsOf what came out of a node
 * @param read where the files are, if not in the items
 */
export function wrongFilesOf(
	nodes: ReadonlyArray<{ name: string; parameters?: object }>,
	itemsOf: (node: string) => ItemWithFiles[],
	read: (file: ItemFile) => Buffer = ofItem,
): string {
	const wrong: string[] = [];
	for (const { name, parameters = {} } of nodes) {
		const { fileFormat, accounts } = parameters as Parameters;
		if (isCheckedBody(fileFormat)) {
			wrong.push(...wrongBodiesOf(name, fileFormat, itemsOf(name)));
		}
		if (!isChecked(fileFormat)) continue;
		const clearing = clearingOf(accounts);
		for (const { binary = {} } of itemsOf(name)) {
			for (const file of Object.values(binary)) {
				const { fileName } = file;
				const content = read(file);
				const takings = fileFormat === 'corrispettivi' ? takingsIn(content) : undefined;
				const findings = findingsIn(fileFormat, content, { fileName, clearing, takings });
				if (findings.length > 0) {
					wrong.push(`${name} made ${fileName} (${fileFormat}):\n${tellFindings(findings)}`);
				}
			}
		}
	}
	return wrong.join('\n');
}
