/** What may go wrong with a request to a till, whichever till it is. */
import { brokenOff, refused, socket, timeout } from '../n8n/errors';
import type { Reply } from '../n8n/host';

/** All the ways in which a request of the sandbox fails, in turn. */
export function someFault(random: () => number): Reply {
	const faults: Array<() => Reply> = [
		() => ({ status: 500, body: { error: true, msg: 'boom' } }),
		() => ({ status: 502, body: '<html>Bad gateway</html>' }),
		() => ({ status: 503, body: '' }),
		() => ({
			status: 429,
			body: { error: true, msg: 'slow down' },
			headers: { 'retry-after': '2' },
		}),
		() => ({ status: 401, body: { error: true, msg: 'Invalid token.' } }),
		() => ({ status: 200, body: '[{"_id":"r1' }),
		() => ({ status: 200, body: '<html>Sign in</html>' }),
		() => ({ status: 302, headers: { location: 'https://elsewhere.example/' } }),
		() => ({ status: 200, body: {} }),
		() => socket('ECONNRESET'),
		() => socket('ECONNREFUSED'),
		() => timeout(),
		() => brokenOff(),
		() => refused(504),
	];
	return faults[Math.floor(random() * faults.length)]?.() ?? {};
}
