/** What a wrong value is, as an error shows it to a person. */
import { z } from 'zod';

/** Signs of a value that are shown. */
const LONGEST = 80;

/** A value as JSON, cut after 80 signs; what JSON has no word for, as `String` says it. */
export function show(value: unknown): string {
	const json = JSON.stringify(value) ?? String(value);
	return json.length > LONGEST ? `${json.slice(0, LONGEST - 3)}…` : json;
}

/** A problem for `addIssue` whose message already says where in the value it is, and what stands there. */
export function placed(message: string): z.IssueData {
	return { code: z.ZodIssueCode.custom, message, params: { isPlaced: true } };
}

/** Whether a problem is one that {@link placed} made. */
export function isPlaced(issue: z.ZodIssue): boolean {
	return issue.code === z.ZodIssueCode.custom && issue.params?.isPlaced === true;
}
