/** Starts the sandbox as a process of its own and prints one line of JSON when it is ready. */
import { parseArgs } from 'node:util';
import { startSandbox } from './index.mts';

const { values } = parseArgs({
	options: {
		'port-cassanova': { type: 'string', default: '0' },
		'port-kassandro': { type: 'string', default: '0' },
		'port-kassaforte': { type: 'string', default: '0' },
		seed: { type: 'string', default: '1' },
		'ahead-ms': { type: 'string', default: '0' },
		'die-with-parent': { type: 'boolean', default: false },
	},
});

const sandbox = await startSandbox({
	ports: {
		cassaNova: Number(values['port-cassanova']),
		kassandro: Number(values['port-kassandro']),
		kassaForte: Number(values['port-kassaforte']),
	},
	seed: Number(values.seed),
	aheadMs: Number(values['ahead-ms']),
});

const stop = (): void => {
	void sandbox.close().then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (values['die-with-parent']) {
	process.stdin.resume();
	process.stdin.on('end', stop);
	process.stdin.on('close', stop);
}

process.stdout.write(`${JSON.stringify(sandbox.info)}\n`);
