/** How a web shop's data looks: what the document names of it, although it lost most names of fields. */
import type { IDataObject } from 'n8n-workflow';
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk } from '../../shared/check/desk';
import { fieldNames, typeOf } from '../../shared/check/shapes';
import type { Assumption } from '../../shared/check/types';
import { isRecord, recordsIn } from '../../shared/values/records';
import { baseUrl } from '../address';
import { disagreement, LIVE_DOMAIN, SANDBOX_DOMAIN } from '../domains';
import { FIELDS } from './described';

const NAME = 'KassaForte';
const PASSES =
	'The answer passes through as it comes, so nothing is lost. Correct the names of fields in example workflows, and please send the report.';

const environment: Assumption = {
	name: 'environment',
	question: 'Environment and domain of the credential fit together',
	look: async ({ call: { credentials } }) => {
		const problem = disagreement(credentials);
		if (problem !== undefined) return differs('They contradict each other.', problem);
		const { hostname } = new URL(baseUrl(credentials));
		if ([LIVE_DOMAIN, SANDBOX_DOMAIN].includes(hostname)) return holds('They fit together.');
		return unclear(
			"The domain is none of the vendor's two.",
			'Whether it is a real shop, only you know: from the editor, orders are sent if the credential says "Sandbox".',
		);
	},
};

/** Keeps what an answer looks like, whatever it is. */
function keep(desk: Desk, name: string, answer: unknown): void {
	desk.keepShape(name, isRecord(answer) ? [answer] : recordsIn(answer), FIELDS);
}

/** How many fields an object has, and which of them the document names; or what else it is. */
function looks(answer: unknown): string {
	if (!isRecord(answer)) return `a ${typeOf(answer)}`;
	const names = Object.keys(answer);
	const known = names.filter((name) => FIELDS.includes(name));
	return `${counted(names.length, 'field')}; of those that the document names: ${fieldNames(known)}`;
}

const DELIVERY_TYPES = ['delivery', 'pickup'];

const infos: Assumption = {
	name: 'infos',
	question: 'The infos say under shopOpenStatus whether delivery and pickup are open',
	look: async (desk) => {
		const looked = await desk.get('/v1/infos');
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Check the domain in the credential.');
		const { value } = looked;
		keep(desk, 'infos', value);
		const status = isRecord(value) ? value.shopOpenStatus : undefined;
		const found = `The answer has ${looks(value)}.`;
		if (isRecord(status) && DELIVERY_TYPES.every((type) => type in status)) return holds(found);
		return differs(found, PASSES);
	},
};

/** Seven days of the week, and holidays. */
const WEEK = 8;

const openHours: Assumption = {
	name: 'openHours',
	question: 'The opening hours are a list of eight days: Monday to Sunday, then holidays',
	look: async (desk) => {
		const looked = await desk.get('/v1/openhours');
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Check the domain in the credential.');
		const { value } = looked;
		keep(desk, 'openHours', value);
		const members: unknown[] = isRecord(value) ? Object.values(value) : [value];
		const lengths = members.filter(Array.isArray).map(({ length }) => length);
		const found = `The answer has ${looks(value)}; lists of ${lengths.join(' and ') || 'no length'} entries.`;
		return lengths.includes(WEEK) ? holds(found) : differs(found, PASSES);
	},
};

const menu: Assumption = {
	name: 'menu',
	question: 'The menu has categories, each with minimumOrderValue',
	look: async (desk) => {
		const looked = await desk.get('/v1/menu');
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Check the domain in the credential.');
		const { value } = looked;
		keep(desk, 'menu', value);
		const categories = categoriesOf(value);
		const having = categories.filter((one) => 'minimumOrderValue' in one).length;
		const found = `The answer has ${looks(value)}; ${having} of ${categories.length} categories have minimumOrderValue.`;
		if (categories.length > 0 && having === categories.length) return holds(found);
		return differs(found, PASSES);
	},
};

/** Categories stand in a list, or in an object by their IDs. */
function categoriesOf(answer: unknown): IDataObject[] {
	const { categories } = isRecord(answer) ? answer : {};
	return recordsIn(isRecord(categories) ? Object.values(categories) : categories);
}

const deliveryCosts: Assumption = {
	name: 'deliveryCosts',
	question: 'Delivery costs are an object or a list, or null where there are none',
	look: async (desk) => {
		const looked = await desk.get('/v1/deliverycosts');
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Check the domain in the credential.');
		const { value } = looked;
		keep(desk, 'deliveryCosts', value);
		const found = `The answer has ${looks(value)}.`;
		const isNone = value === null || value === 'null';
		if (isNone || isRecord(value) || Array.isArray(value)) return holds(found);
		return differs(found, PASSES);
	},
};

/** The checks of this file, in the order in which they are looked at. */
export const shopAssumptions: Assumption[] = [environment, infos, openHours, menu, deliveryCosts];
