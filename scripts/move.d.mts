// Types of move.mjs, which is plain JavaScript so that it runs on any Node.js.

export declare const PACKAGES: Record<string, string>;

export interface MovedNode {
	name: string;
	from: string;
	to: string;
}

export declare function moved<T>(workflow: T, to?: string): { workflow: T; changes: MovedNode[] };
