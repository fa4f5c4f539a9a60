// Compares what came out of n8n, and what the sandbox got, with what a case expects.

import { isDeepStrictEqual } from 'node:util';
import type { ExecutionData } from '../../n8n/drive.mts';
import type { E2eCase, Part } from './types.mts';
import { titleOf } from './types.mts';

/** A request as the sandbox's log shows it. */
export interface LoggedRequest {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body?: unknown;
}

/** Whether `value` has everything that `part` has. */
export function contains(value: unknown, part: Part | undefined): boolean {
	if (part === undefined) return true;
	if (part === null || typeof part !== 'object') return isDeepStrictEqual(value, part);
	if (value === null || typeof value !== 'object') return false;
	if (Array.isArray(part)) {
		return (
			Array.isArray(value) &&
			value.length === part.length &&
			part.every((entry, index) => contains(value[index], entry))
		);
	}
	return Object.entries(part).every(([key, entry]) =>
		contains((value as Record<string, unknown>)[key], entry),
	);
}

function sameRoute(route: string, { method, path }: LoggedRequest): boolean {
	const [wantedMethod = '', wantedPath = ''] = route.split(' ');
	const wanted = wantedPath.split('/').filter(Boolean);
	const got = path.split('/').filter(Boolean).slice(-wanted.length);
	return (
		method === wantedMethod &&
		got.length === wanted.length &&
		wanted.every((segment, index) => segment === '*' || segment === got[index])
	);
}

/** @returns why the case failed, or undefined when all is as expected. */
export function problemWith(
	testCase: E2eCase,
	execution: ExecutionData,
	log: LoggedRequest[],
): string | undefined {
	const run = execution.data.resultData.runData[titleOf(testCase)]?.[0];
	if (run === undefined) return 'the node was not executed';
	if (run.error !== undefined) {
		return `error: ${[run.error.message, run.error.description].filter(Boolean).join(' – ')}`;
	}
	const items = (run.data?.main ?? []).flatMap((output) => output ?? []);
	const [first] = items;
	if (testCase.items === undefined ? first === undefined : items.length !== testCase.items) {
		return `${items.length} items instead of ${testCase.items ?? 'at least 1'}`;
	}
	// A vendor may say `error: false`.
	if (first?.json.error) return `error item: ${JSON.stringify(first.json)}`;
	if (items.some((item) => item.pairedItem === undefined)) return 'an item without pairedItem';
	if (!contains(first?.json ?? {}, testCase.json)) {
		return `the first item is ${JSON.stringify(first?.json)}`;
	}
	const { request } = testCase;
	if (request === undefined) return undefined;
	const sent = log.filter((entry) => sameRoute(request.route, entry));
	if (sent.length === 0) return `the sandbox got no ${request.route}`;
	if (
		!sent.some(
			(entry) => contains(entry.query, request.query) && contains(entry.body, request.body),
		)
	) {
		return `no ${request.route} is as expected: ${JSON.stringify(sent.map(({ query, body }) => ({ query, body })))}`;
	}
	return undefined;
}
