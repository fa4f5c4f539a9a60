/** What to do about a status, where the CassaNova API gives it a meaning of its own. */
import type { Api } from '../shared/table/types';
import { adviceIfAbsent } from './newer';

/** The newest document: bodies have at most 100 KB. */
const TOO_LARGE =
	'What was sent is larger than the 100 KB that CassaNova takes at once, and was turned away: nothing was changed. Shorten it, such as its lists (prices, modifiers, barcodes) or its texts.';

/** A sentence for the user; undefined where the general ones fit. */
export const nextStep: Api['nextStep'] = (...failed) =>
	failed[0] === 413 ? TOO_LARGE : adviceIfAbsent?.(...failed);
