/** Where files of receipts may be fetched: nothing but attachments at home, nothing private elsewhere. */
import { mayHoldFile } from '../../../../nodes/Kassandro/attachments/attachmentUrls';
import { isPrivateHost } from '../../../../nodes/shared/wire/urls';
import { fakeCall } from '../../../support/n8n/call';

const callTo = (base: string) =>
	fakeCall({ authentication: { baseUrl: () => base }, credentials: {} });
const shop = callTo('https://till.example/v1.0');
const sandbox = callTo('http://127.0.0.1:4000/v1.0');

it.each([
	'localhost',
	'localhost.',
	'a.localhost',
	'db.internal',
	'printer.local',
	'redis',
	'127.0.0.1',
	'127.9.9.9',
	'0.0.0.0',
	'10.1.2.3',
	'100.64.0.1',
	'100.127.0.1',
	'169.254.169.254',
	'172.16.0.1',
	'172.31.0.1',
	'192.168.0.1',
	'198.18.0.1',
	'224.0.0.1',
	'255.255.255.255',
	// As `URL` reads them, they are IPv4.
	'0x7f.1',
	'2130706433',
	'017700000001',
	'[::1]',
	'[::]',
	'[::ffff:10.0.0.1]',
	'[64:ff9b::a00:1]',
	'[2002:a00:1::]',
	'[fc00::1]',
	'[fd12::1]',
	'[fe80::1]',
])('%s is private', (host) => {
	const address = new URL(`http://${host}/cdn/a.pdf`);
	expect(isPrivateHost(address.hostname)).toBe(true);
	expect(mayHoldFile(shop, address)).toBe(false);
	expect(mayHoldFile(sandbox, address)).toBe(true);
});

it.each(['files.example', '8.8.8.8', '100.128.0.1', '172.32.0.1', '11.0.0.1', '[2a00::1]'])(
	'%s is public',
	(host) => {
		const address = new URL(`https://${host}/any/a.pdf`);
		expect(isPrivateHost(address.hostname)).toBe(false);
		expect(mayHoldFile(shop, address)).toBe(true);
	},
);

it.each([
	['/cdn/storage/files.attachments/a.pdf', true],
	['/cdn/a%20b%2B%25.pdf', true],
	['/cdn/a..b.pdf', true],
	['/v1.0/deletetoken', false],
	['/CDN/a.pdf', false],
	['/cdn/%2525252e%2525252e/x', false],
])('%s at home: %s', (path, may) => {
	expect(mayHoldFile(shop, new URL(path, 'https://till.example'))).toBe(may);
});
