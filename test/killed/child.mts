// Runs a sync in a process of its own, so that it can be killed: `node child.mts '<JSON of a SyncRun>'`.

import { syncList } from './syncRun.mts';
import type { SyncRun } from './syncRun.mts';

await syncList(JSON.parse(process.argv[2] ?? '') as SyncRun);
