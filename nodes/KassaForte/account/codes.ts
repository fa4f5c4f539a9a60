/** What KassaForte says to a code, a coupon and an order that there isn't: reading only, nothing is used up. */
import { differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk } from '../../shared/check/desk';
import type { Assumption, Finding } from '../../shared/check/types';

const NAME = 'KassaForte';
/** Nobody gives these to a customer. */
const NO_CODE = 'n8n-check-00000000';
const NO_ORDER = '00000000000000';

/** Statuses by which KassaForte says no to a code. */
const NO = ['404', '409'];

/** A code that there isn't must be refused as such. */
async function lookAt(
	desk: Desk,
	path: string,
	query: Record<string, string>,
	option: string,
): Promise<Finding> {
	const looked = await desk.get(path, query);
	if (!isRefusal(looked)) {
		return differs(
			'A code that there is not was answered as if it were valid.',
			'Do not rely on "valid" of this operation: the server answers each code. Check the domain in the credential, and please send the report.',
		);
	}
	const { status } = looked;
	if (status !== undefined && NO.includes(status)) {
		return holds(`A code that there is not was refused (${status}).`);
	}
	if (status === '400') {
		return differs(
			'The call itself was refused (400).',
			`${NAME}: ${looked.words}. The code may have to travel under another name: ask KassaForte, and enter it under Options ("${option}").`,
		);
	}
	return unanswered(NAME, looked, 'Whether a code is valid cannot be asked, then.');
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
		const looked = await desk.get(`/v1/order/${NO_ORDER}`, {}, '/v1/order/{orderId}');
		if (!isRefusal(looked)) {
			return differs(
				'An order that there is not was answered.',
				'A wrong order ID may look like an order: compare the status with the shop. Please send the report.',
			);
		}
		const found = `It was refused (${looked.status ?? 'no status'}).`;
		if (looked.status === '404' || looked.status === '400') return holds(found);
		return unclear(found, `${NAME}: ${looked.words}. Nothing to do.`);
	},
};

/** The checks of this file, in the order in which they are looked at. */
export const codeAssumptions: Assumption[] = [discountCode, coupon, unknownOrder];
