// Jest: unit tests of the package and workflow tests on n8n's own engine.

export default {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testEnvironment: './test/setup/environment.mjs',
	setupFiles: ['./test/setup/seeds.ts'],
	// Test files run in a context of their own, where each look at a global takes longer than most work.
	// Fake timers don't reach Date here: what tells the time takes it from its environment.
	sandboxInjectedGlobals: [
		...[
			'Array',
			'BigInt',
			'Boolean',
			'Date',
			'Error',
			'Intl',
			'JSON',
			'Map',
			'Math',
			'Number',
			'Object',
		],
		...[
			'Promise',
			'RangeError',
			'Reflect',
			'RegExp',
			'Set',
			'String',
			'Symbol',
			'TypeError',
			'WeakMap',
		],
		...['isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURIComponent', 'encodeURIComponent'],
	],
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
	// Picture, sandbox and cache folders hold package.json files that aren't modules of ours.
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.'],
	maxWorkers: 2,
	workerIdleMemoryLimit: '1GB',
	// Most take milliseconds; on a busy machine the longest must not fail for its slowness.
	testTimeout: 180_000,
};
