// The environment of every Jest test file: what `given.mts` has, and what is left out or drawn.

import { TestEnvironment } from 'jest-environment-node';
import { Given } from './given.mts';

/** A whole number from 1 in the environment; `undefined` where there is none. */
function wholeNumber(name) {
	const text = process.env[name] ?? '';
	if (text === '') return undefined;
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new Error(`${name} must be a whole number, not "${text}"`);
	return Number(text);
}

export default class KassaEnvironment extends TestEnvironment {
	#given = new Given();

	constructor(...args) {
		super(...args);
		// Jest asks for a hundred places of each error, also of those that are expected.
		this.global.Error.stackTraceLimit = 20;
		// Jest runs its setup files before setup().
		this.global.kassaTest = {
			all: process.env.KASSA_ALL === '1',
			seed: wholeNumber('KASSA_SEED'),
			runs: wholeNumber('KASSA_RUNS'),
		};
	}

	async setup() {
		await super.setup();
		// Jest has Node.js write a hundred lines for each error, and looks up the source of each line: for
		// every request that n8n closes. Here, outside of the tests, nobody reads them.
		delete Error.prepareStackTrace;
		Error.stackTraceLimit = 10;
		this.global.kassaTest = { ...this.global.kassaTest, ...this.#given.kassaTest };
	}

	async teardown() {
		await this.#given.end();
		await super.teardown();
	}
}
