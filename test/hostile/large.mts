/** What a hostile server does to fill the memory of whoever listens: it sends without end, or nearly so. */
import { Readable, pipeline } from 'node:stream';
import { constants, createBrotliCompress, createDeflate, createGzip, gzipSync } from 'node:zlib';
import { fullPage, hostilesOf, of } from './behaviours.mts';
import type { Hostile } from './behaviours.mts';
import type { Behaviour } from './between.mts';

const MB = 1024 * 1024;

const BEGIN = '{"text":"';

function* endlessText(): Generator<string> {
	const piece = 'a'.repeat(MB);
	yield BEGIN;
	for (;;) yield piece;
}

const PACKERS = {
	gzip: () => createGzip(),
	deflate: () => createDeflate(),
	br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** A text without end, packed a thousand to one. */
const packed =
	(kind: keyof typeof PACKERS): Behaviour =>
	({ response }) => {
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': kind });
		// It ends with an error as soon as nobody reads any more.
		pipeline(Readable.from(endlessText()), PACKERS[kind](), response, () => {});
	};

/** Whole and small: two megabytes that are two gigabytes, made of one piece again and again. */
const bomb: Behaviour = ({ response }) => {
	const piece = gzipSync(Buffer.alloc(64 * MB, 'a'));
	response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
	const pieces = Array.from({ length: 32 }, () => piece);
	response.end(Buffer.concat([gzipSync(BEGIN), ...pieces, gzipSync('"}')]));
};

const LONG = 'a'.repeat(300_000);

/** All of them. */
export const large: Hostile[] = hostilesOf({
	'endless text': of('endlessJson'),
	'endless values': of('endlessValues'),
	'content-length of a terabyte': of('contentLengthHuge'),
	'63 MB of text': of('large', { bytes: 63 * MB }),
	'63 MB of values': of('manyValues', { bytes: 63 * MB }),
	'6 MB of values': of('manyValues', { bytes: 6 * MB }),
	'endless gzip': packed('gzip'),
	'endless deflate': packed('deflate'),
	'endless brotli': packed('br'),
	'gzip bomb': bomb,
	'endless list': fullPage({ placeOf: (offset) => offset }),
	'growing list': fullPage({ placeOf: (offset) => offset, totalOf: (offset) => offset + 1000 }),
	'endless list of long records': fullPage({ placeOf: (offset) => offset, more: { more: LONG } }),
});
