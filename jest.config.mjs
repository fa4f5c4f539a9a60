// Jest: unit tests of the package and workflow tests on n8n's own engine.

/**
 * Test files run in a context of their own, where each look at a global takes longer than most work.
 * Fake timers don't reach this Date: what tells the time takes it from its environment.
 */
const GLOBALS = [
	'Array BigInt Boolean Date Error Intl JSON Map Math Number Object Promise RangeError Reflect RegExp',
	'Set String Symbol TypeError WeakMap',
	'decodeURIComponent encodeURIComponent isFinite isNaN parseFloat parseInt',
].flatMap((names) => names.split(' '));

export default {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testEnvironment: './test/setup/environment.mjs',
	setupFiles: ['./test/setup/seeds.ts'],
	sandboxInjectedGlobals: GLOBALS,
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				swcrc: false,
				jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
				module: { type: 'commonjs' },
			},
		],
	},
	// They are most of what each test file would load; n8n's engine runs outside and has them.
	moduleNameMapper: {
		'^n8n-workflow$': '<rootDir>/test/setup/n8n-workflow.cjs',
		'^(@n8n/expression-runtime|transliteration|form-data)$': '<rootDir>/test/setup/unused.ts',
	},
	// Picture, sandbox and cache folders hold package.json files that aren't modules of ours.
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.'],
	maxWorkers: 2,
	workerIdleMemoryLimit: '1GB',
	// Most take milliseconds; on a busy machine the longest must not fail for its slowness.
	testTimeout: 180_000,
};
