// Types of the parts of n8n's package scanner that we call; it is published without any.

declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	import type { Linter } from 'eslint';

	/** Which files of a source folder the scanner looks at. */
	export const SOURCE_FILE_PATTERNS: string[];
	/** Lints a folder as n8n's verification does; `passed` is false on any error. */
	export function analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
	/** The folder of the sources whose package.json has this name; null where there is none. */
	export function findPackageRoot(folder: string, packageName: string): string | null;
	/** The rules it lints with. */
	export function buildScanConfig(): Promise<Linter.Config[]>;
}
