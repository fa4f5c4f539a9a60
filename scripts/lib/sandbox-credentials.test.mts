// A new node of n8n's begins with the credential that was changed last; imported, that is the last one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SandboxReady } from '../../sandbox/ready.ts';
import { sandboxCredentials } from './sandbox-credentials.mts';

const merchant = { apiKey: 'key', registers: [1] };
const ready = {
	kassandro: { baseUrl: 'http://localhost', merchants: [merchant, merchant] },
	kassaForte: {},
	cassaNova: {},
} as unknown as SandboxReady;

test('the last credential of a system is the one that reads everything at the first click', () => {
	const types = sandboxCredentials(ready).map(({ type }) => type);
	const last = (system: string) => types.findLast((type) => type.startsWith(system));
	assert.equal(last('kassandro'), 'kassandroAccountApi');
	assert.equal(last('cassaNova'), 'cassaNovaApi');
	assert.equal(new Set(types).size, 5);
});
