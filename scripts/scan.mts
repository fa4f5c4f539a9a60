// `npm run scan`: n8n's own scanner for community packages, on the sources and the tarball of each package.
// It is what decides whether n8n verifies a package; here any finding fails, warnings too. The packages
// are built and packed twice, and must come out the same to the byte: what somebody builds again can be
// compared with what was published. With `--keep` the tarballs stay in .cache/packed.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/paths.mts';
import { scanSources, scanTarball } from './lib/scanning.mts';
import { inKilobytes, makePackages } from './packages/make.mts';

const folder = mkdtempSync(join(tmpdir(), 'kassa-scan-'));
try {
	const kept = inRoot('.cache', 'packed');
	const keep = process.argv.includes('--keep');
	if (keep) rmSync(kept, { recursive: true, force: true });
	const made = await makePackages(keep ? kept : join(folder, 'once'), undefined, []);
	const again = await makePackages(join(folder, 'again'), undefined, []);
	let isWell = true;
	for (const [index, one] of made.entries()) {
		const bytes = readFileSync(one.file);
		const isSame = bytes.equals(readFileSync(again[index]?.file ?? ''));
		const hash = createHash('sha256').update(bytes).digest('hex');
		process.stdout.write(
			`${one.name}, ${inKilobytes(one.bytes)}, built twice: ${isSame ? 'the same bytes' : 'other bytes'}, sha256 ${hash}\n`,
		);
		const sources = await scanSources(one.name);
		const packed = await scanTarball(one);
		isWell &&= isSame && sources && packed;
	}
	process.exitCode = isWell ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
