/** How CassaNova's lists are asked and answered: form of the address, keys, pages, filters. */
import {
	differs,
	counted,
	holds,
	statusOf,
	unanswered,
	unclear,
	whyOf,
} from '../../shared/check/findings';
import { countOutside } from '../../shared/check/days';
import { isNotTaken, isRefusal } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import { fieldNames } from '../../shared/check/shapes';
import type { Assumption, Finding } from '../../shared/check/types';
import { addDays } from '../../shared/values/dates';
import { isRecord } from '../../shared/values/records';
import { shopOf } from '../books/shopOf';
import { product } from '../resources/product';
import { followsOwnIds } from '../records/keys';
import { ownIdOf } from '../records/ownId';
import { pager } from '../fields';
import {
	LATER,
	documentsQuery,
	lastDays,
	RECEIPTS,
	receiptsOf,
	recordsOf,
	sampleReceipts,
} from './sample';

const NAME = 'CassaNova';
const NOT_READ = 'Correct what the other items say first, then check again.';

/** Texts and dates in the address, by what is chosen in the credential. */
const FORMS = {
	json: { name: 'JSON (Texts in Quotes)', other: 'plain' },
	plain: { name: 'Plain (Texts Without Quotes)', other: 'json' },
} as const;

const queryFormat: Assumption = {
	name: 'queryFormat',
	question:
		'CassaNova takes dates in the address in the form that the credential says (Query Format)',
	look: async (desk) => {
		const looked = await receiptsOf(desk, lastDays(desk));
		if (isRefusal(looked)) {
			return isNotTaken(looked)
				? await tryOtherForm(desk)
				: unanswered(NAME, looked, 'Nothing that needs dates can be read, then.');
		}
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records, days: asked } = sample.value;
		if (records.length === 0) return unclear('The call was taken, and no receipts came.', LATER);
		// CassaNova may count days in another zone.
		const around = { from: addDays(asked.from, -1), to: addDays(asked.to, 1) };
		const times = records.map(({ datetime }) => datetime);
		const outside = countOutside(times, around, desk.call.input.timeZone);
		const found = `The call was taken; ${outside} of ${counted(records.length, 'receipt')} are of other days.`;
		if (outside === 0) return holds(found);
		return differs(
			found,
			'CassaNova did not follow the dates. The node drops what lies outside of the days, but reads far more than needed: try the other Query Format in the credential.',
		);
	},
};

/** Another form of the same call tells whether the form is to blame. */
async function tryOtherForm(desk: Desk): Promise<Finding> {
	const { queryFormat: chosen } = desk.call.credentials;
	const form = FORMS[chosen === 'plain' ? 'plain' : 'json'];
	const { start, limit, ...dates } = documentsQuery(lastDays(desk));
	const write = (value: unknown) =>
		form.other === 'plain' ? String(value) : JSON.stringify(value);
	const pairs = Object.entries(dates).map(
		([name, value]) => `${name}=${encodeURIComponent(write(value))}`,
	);
	const path = [`${RECEIPTS}?start=${String(start)}&limit=${String(limit)}`, ...pairs].join('&');
	const looked = await desk.get(path, {}, `${RECEIPTS} in the other form`);
	if (isRefusal(looked)) {
		return unanswered(
			NAME,
			looked,
			'Both forms of Query Format were refused. Check the address in the credential.',
		);
	}
	return differs(
		`The call was refused in the form "${form.name}" and taken in the form "${FORMS[form.other].name}".`,
		`Choose "${FORMS[form.other].name}" for Query Format in the credential, then check again.`,
	);
}

/** Lists that every account has, with their keys. */
const listKeys: Assumption = {
	name: 'listKeys',
	question: 'Each list stands in the answer under the name that the document gives it',
	look: async (desk) => {
		const looked = [
			{ key: 'receipts', of: await receiptsOf(desk, lastDays(desk)) },
			{ key: 'salesPoint', of: await desk.get('/salespoint') },
			{ key: 'products', of: await firstProducts(desk) },
		];
		const wrong: string[] = [];
		let seen = 0;
		for (const { key, of } of looked) {
			if (isRefusal(of)) continue;
			const answer = isRecord(of.value) && 'answer' in of.value ? of.value.answer : of.value;
			seen += 1;
			if (isRecord(answer) && Array.isArray(answer[key])) continue;
			const keys = isRecord(answer) ? Object.keys(answer) : [];
			wrong.push(`${key} is missing among ${fieldNames(keys)}`);
		}
		if (seen === 0) return unclear('None of the three lists could be read.', NOT_READ);
		const found = `${seen - wrong.length} of ${seen} lists stand where they should${wrong.map((words) => `; ${words}`).join('')}.`;
		if (wrong.length === 0) return holds(found);
		return differs(
			found,
			'Operations that read such a list stop with an error that says the list is missing; nothing is left out silently. Please send the report: the package has to learn the name.',
		);
	},
};

/** More than one page is asked for, to see what becomes of it: the document doesn't allow it. */
async function firstProducts(desk: Desk): Promise<Looked> {
	const looked = await desk.get('/products', { start: 0, limit: pager.size + 1 });
	if (!isRefusal(looked) || !isNotTaken(looked)) return looked;
	return await desk.get('/products', { start: 0, limit: pager.size });
}

const pageLength: Assumption = {
	name: 'pageLength',
	question:
		'A page holds what was asked for, at most 100 records; the answer tells how many there are',
	look: async (desk) => {
		const [sample, products] = [await sampleReceipts(desk), await firstProducts(desk)];
		const pages = [];
		if (!isRefusal(sample)) {
			const { answer, records } = sample.value;
			pages.push({ answer, came: records.length });
		}
		if (!isRefusal(products)) {
			const came = recordsOf(products.value, 'products').length;
			pages.push({ answer: products.value, came });
		}
		const told = pages.flatMap((page) =>
			isRecord(page.answer) && typeof page.answer.totalCount === 'number'
				? [{ ...page, total: page.answer.totalCount }]
				: [],
		);
		if (pages.length === 0) return unclear('No page could be read.', NOT_READ);
		if (told.length < pages.length) {
			return differs(
				`${told.length} of ${pages.length} answers say how many records there are in all.`,
				'The node reads such a list until a page is empty: it takes a call more. Nothing to do.',
			);
		}
		const wanted = ({ total }: { total: number }) => Math.min(total, pager.size);
		const words = told.map((page) => `${page.came} of ${wanted(page)}`);
		const found = `Of the records of a page, ${words.join(' and ')} came.`;
		if (told.some((page) => page.came !== wanted(page))) {
			return differs(
				found,
				'The node goes on after what came, so nothing is left out. Nothing to do.',
			);
		}
		if (told.some(({ total }) => total >= pager.size)) return holds(found);
		return unclear(found, `No list has as many records as a page. Nothing to do. ${LATER}`);
	},
};

const start: Assumption = {
	name: 'start',
	question: 'The first record of a list is number 0 (start=0)',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, NOT_READ);
		const { records, days } = sample.value;
		const [first, second] = records;
		if (!first || !second) {
			return unclear(`${counted(records.length, 'receipt')} came: it takes two.`, LATER);
		}
		const looked = await desk.get(RECEIPTS, { ...documentsQuery(days), start: 1, limit: 1 });
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Nothing to do.');
		const [next] = recordsOf(looked.value, 'receipts');
		if (next?.id === second.id) return holds('start=1 gave the second record.');
		if (next?.id !== first.id) {
			return unclear(
				'start=1 gave another record than the first and the second.',
				'The list may have changed meanwhile: check again. Reading it stops with an error where it does not stand still.',
			);
		}
		return differs(
			'start=1 gave the first record, as start=0 does.',
			'Pages would overlap by one record; the node drops what comes twice, but the last record of a list may be missing. Such a list ends with an error that says so. Please send the report.',
		);
	},
};

const ownIdFilter: Assumption = {
	name: 'ownIdFilter',
	question:
		'Products can be asked for by your own ID (externalId), as newer generations of the API can',
	look: async (desk) => {
		const looked = await firstProducts(desk);
		if (isRefusal(looked)) return unanswered(NAME, looked, NOT_READ);
		const products = recordsOf(looked.value, 'products');
		desk.keepShape('products', products);
		const key = products.map(ownIdOf).find((own) => own !== '');
		const getAll = product.endpoints.find(({ value }) => value === 'getAll');
		if (key === undefined || !getAll) {
			return unclear(
				`None of ${counted(products.length, 'product')} has an ID of your own.`,
				'"Create or Update" finds out by itself. Nothing to do.',
			);
		}
		const followed = await desk.read(
			'own ID',
			'GET /products?start=0&limit=100&externalId=…',
			async () => await followsOwnIds(desk.call, getAll, key),
		);
		if (isRefusal(followed)) return unanswered(NAME, followed, 'Nothing to do.');
		if (followed.value === true) {
			return holds(
				'The product with the ID was found, and no other.',
				'"Create or Update" asks for single records from now on. Nothing to do.',
			);
		}
		return differs(
			'The filter was refused, or records with other IDs came.',
			'"Create or Update" reads the whole list once for each run instead: right, but slower with many products. Nothing to do.',
		);
	},
};

const shopFilter: Assumption = {
	name: 'shopFilter',
	question: 'Documents name their shop, and a list that is asked for one shop holds no others',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, NOT_READ);
		return await lookAtShops(desk, sample.value);
	},
};

async function lookAtShops(
	desk: Desk,
	{ records, days }: { records: object[]; days: { from: string; to: string } },
): Promise<Finding> {
	const shops = records.map(shopOf).filter((shop) => shop !== undefined);
	const named = `${shops.length} of ${counted(records.length, 'receipt')} name their shop`;
	if (records.length === 0) return unclear('No receipts came.', LATER);
	if (shops.length < records.length) {
		return differs(
			`${named}.`,
			'Where receipts do not name their shop, accounting asks for one shop after the other: right, but with more calls. Nothing to do.',
		);
	}
	const [one, ...others] = [...new Set(shops)];
	if (others.length === 0) return holds(`${named}; all are of one shop.`);
	const looked = await desk.get(RECEIPTS, {
		...documentsQuery(days),
		limit: 20,
		idsSalesPoint: [Number(one)],
	});
	if (isRefusal(looked) && !isNotTaken(looked)) return unanswered(NAME, looked, 'Check again.');
	if (isRefusal(looked)) {
		return differs(
			`${named}; the filter by shop ${statusOf(looked)}.`,
			`${whyOf(NAME, looked)} Leave "Shop Names or IDs" out: all shops are read then, and each document names its own.`,
		);
	}
	const came = recordsOf(looked.value, 'receipts');
	const foreign = came.filter((record) => shopOf(record) !== one);
	const found = `${named}; asked for one of ${others.length + 1} shops, ${foreign.length} of ${counted(came.length, 'receipt')} were of others.`;
	if (foreign.length === 0 && came.length > 0) return holds(found);
	return differs(
		found,
		'The filter "Shop Names or IDs" does not work in this account: lists that use it stop with an error. Leave it out: all shops are read then, and each document names its own.',
	);
}

/** The checks of this file, in the order in which they are looked at. */
export const listAssumptions: Assumption[] = [
	queryFormat,
	listKeys,
	start,
	pageLength,
	shopFilter,
	ownIdFilter,
];
