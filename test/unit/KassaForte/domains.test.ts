/** The vendor's two domains beside the environment of a credential. */
import { disagreement, isSandbox } from '../../../nodes/KassaForte/domains';

const LIVE = 'webservices-api.kassaforte-systems.com';
const SANDBOX = 'webservices-api-sandbox.kassaforte-systems.com';

it.each([
	['live', LIVE, false, undefined],
	['live', SANDBOX, false, 'says "Live", but its domain is KassaForte\'s sandbox'],
	['live', 'my-shop.example', false, undefined],
	['sandbox', SANDBOX, true, undefined],
	['sandbox', `https://${SANDBOX}/v1`, true, undefined],
	['sandbox', LIVE, false, 'says "Sandbox", but its domain is KassaForte\'s live one'],
	['sandbox', ` https://${LIVE.toUpperCase()}/v1/`, false, 'Choose "Live"'],
	['sandbox', 'my-shop.example', true, undefined],
	['sandbox', `${LIVE}.example`, true, undefined],
	['sandbox', 'no address', true, undefined],
	['live', '', false, undefined],
])('%s and "%s": sandbox %s, %s', (environment, domain, sandbox, words) => {
	expect(isSandbox({ environment, domain })).toBe(sandbox);
	const told = disagreement({ environment, domain });
	if (words === undefined) expect(told).toBeUndefined();
	else expect(told).toContain(words);
});
