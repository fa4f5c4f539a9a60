// The versions of n8n that `npm run compatibility` runs, and what each needs to be installed.

/** A version of n8n that is tried. */
interface N8nVersion {
	version: string;
	/** What it stands for, in the table. */
	standsFor: string;
}

/**
 * What any version but the pinned one is installed with besides: before 2.41 n8n takes `xlsx` from its maker's
 * own server, which a closed network doesn't have. This is the copy of it that n8n takes today.
 */
export const OLDER_OVERRIDES = { xlsx: 'npm:@e965/xlsx@0.20.3' };

/** The newest first. The last one is the oldest that is said to work. */
export const VERSIONS: readonly N8nVersion[] = [
	{ version: '2.41.1', standsFor: 'the one that all tests run with' },
	{ version: '2.20.0', standsFor: 'an older 2.x' },
	{ version: '2.0.3', standsFor: 'an early 2.x' },
	{ version: '1.123.81', standsFor: 'the newest 1.x' },
];
