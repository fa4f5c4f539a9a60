/** What KassaForte says to a code, a coupon and an order that there isn't: reading only, nothing is used up. */
import { differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import { shownCall } from '../../shared/check/shown';
import type { Assumption, Finding } from '../../shared/check/types';
import type { Answer } from '../../shared/table/request';

const NAME = 'KassaForte';
/** Nobody gives these to a customer. */
const NO_CODE = 'n8n-check-00000000';
const NO_ORDER = '00000000000000';

/** Statuses by which KassaForte says no (document: General server responses, Check a Coupon, Get Order status). */
const REFUSALS = [400, 404, 409];

/** The answer, or KassaForte's no. A web page with such a status is a server's that doesn't know the address. */
async function ask(
	desk: Desk,
	path: string,
	query: Record<string, string> = {},
	shown: string = path,
): Promise<Looked<Answer>> {
	return await desk.read(
		path,
		shownCall(shown, query),
		async () => await desk.call.ask({ method: 'GET', path, query, refusals: REFUSALS }),
	);
}

const WHERE = 'Check the domain in the credential';

/** Any server says so of an address that it doesn't know. */
function untold(status: number, meaning: string): Finding {
	return unclear(`The call was refused (${status}), without a word of the shop.`, meaning);
}

/** A code that there isn't must be refused as such. */
async function lookAt(
	desk: Desk,
	path: string,
	query: Record<string, string>,
	option: string,
): Promise<Finding> {
	const looked = await ask(desk, path, query);
	const meaning = `${WHERE}, and try a code that you know: whether this one was refused as a code cannot be told.`;
	if (isRefusal(looked)) return unanswered(NAME, looked, meaning);
	const answer = looked.value;
	if (answer.kind !== 'refused') {
		return differs(
			'A code that there is not was answered as if it were valid.',
			`Do not rely on "valid" of this operation: the server answers each code. ${WHERE}, and please send the report.`,
		);
	}
	const { status, vendor } = answer;
	if (!vendor) return untold(status, meaning);
	if (status === 400) {
		return differs(
			'The call itself was refused (400).',
			`${NAME}: ${vendor.message}. The code may have to travel under another name: ask KassaForte, and enter it under Options ("${option}").`,
		);
	}
	return holds(`A code that there is not was refused (${status}).`);
}

const discountCode: Assumption = {
	name: 'discountCode',
	question: 'A discount code travels as discountCode, and one that there is not is refused',
	look: async (desk) =>
		await lookAt(desk, '/v1/discountcode', { discountCode: NO_CODE }, 'Discount Code Sent As'),
};

const coupon: Assumption = {
	name: 'coupon',
	question: 'A coupon travels as couponNumber and verifyCode, and one that there is not is refused',
	look: async (desk) =>
		await lookAt(
			desk,
			'/v1/coupon',
			{ couponNumber: NO_CODE, verifyCode: NO_CODE },
			'Coupon Number Sent As',
		),
};

const unknownOrder: Assumption = {
	name: 'unknownOrder',
	question: 'An order that there is not is answered with 404, or 400 for its form',
	look: async (desk) => {
		const looked = await ask(desk, `/v1/order/${NO_ORDER}`, {}, '/v1/order/{orderId}');
		const meaning = `${WHERE}, and look up an order that you know.`;
		if (isRefusal(looked)) return unanswered(NAME, looked, meaning);
		const answer = looked.value;
		if (answer.kind !== 'refused') {
			return differs(
				'An order that there is not was answered.',
				'A wrong order ID may look like an order: compare the status with the shop. Please send the report.',
			);
		}
		const { status, vendor } = answer;
		if (!vendor) return untold(status, meaning);
		const found = `It was refused (${status}).`;
		if (status !== 409) return holds(found);
		return unclear(found, `${NAME}: ${vendor.message}. Nothing to do.`);
	},
};

/** The checks of this file, in the order in which they are looked at. */
export const codeAssumptions: Assumption[] = [discountCode, coupon, unknownOrder];
