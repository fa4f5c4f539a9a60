// A server in a process of its own that has a year of receipts, of which it holds none: each is made of its
// number when a page asks for it. `/200/…` has 200 receipts a day, as Kassandro and CassaNova list them.
// It tells its address as the first message to its parent.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(2025, 0, 1);
const PLACES = [11, 12];
const TAXES = [
	{ id: 't10', rate: 10 },
	{ id: 't22', rate: 22 },
];
/** Of so many receipts one cancels another; of these, each tenth one of weeks before. */
const CANCELS = 250;

const indexOf = (day: string) => Math.round((Date.parse(day) - EPOCH) / DAY_MS);
/** From 8:00 to 22:00, one after the other. */
const timeOf = (day: number, index: number, perDay: number) => {
	const second = 8 * 3600 + Math.floor((index * 14 * 3600) / perDay);
	return new Date(EPOCH + day * DAY_MS + second * 1000).toISOString().slice(0, 19);
};
const lines = (number: number) => 2 + (number % 5);
const price = (number: number, line: number) => 1.5 + ((number * 7 + line * 13) % 97) / 10;
const total = (number: number) => {
	let cents = 0;
	for (let line = 0; line < lines(number); line++) cents += Math.round(price(number, line) * 100);
	return cents / 100;
};
const uuid = (number: number, kind: number) =>
	`${kind}e1c5139-6d15-46cd-9b9e-${String(number).padStart(12, '0')}`;

function kassandroReceipt(day: number, index: number, perDay: number): object {
	const number = day * perDay + index;
	const place = PLACES[number % PLACES.length] ?? 0;
	const own = Math.floor(number / PLACES.length);
	const back = own % CANCELS === 7 ? (own % (10 * CANCELS) === 7 ? 20 * perDay : 3) : 0;
	const cancelled = back > 0 && own > back ? own - back : undefined;
	const sold =
		cancelled === undefined ? number : cancelled * PLACES.length + (number % PLACES.length);
	return {
		_id: `65f2b6c1d9e8${String(number).padStart(12, '0')}`,
		receiptNumber: `${place}-${own + 1}`,
		cashRegisterId: place,
		created: timeOf(day, index, perDay),
		price: cancelled === undefined ? total(sold) : -total(sold),
		given: 0,
		paymentMethod: number % 3 === 0 ? 'Bankomat' : 'Bar',
		items:
			cancelled === undefined
				? Array.from({ length: lines(number) }, (_line, line) => ({
						itemId: 100 + ((number + line) % 60),
						nameLong: `Article number ${(number + line) % 60}`,
						nameShort: `Art ${(number + line) % 60}`,
						groupId: line % 7,
						groupName: `Group ${line % 7}`,
						amount: 1,
						priceOne: price(number, line),
						priceAll: price(number, line),
						vat: line % 2 === 0 ? 20 : 10,
					}))
				: [],
		...(cancelled === undefined
			? {}
			: { cancellation: { receiptNumber: `${place}-${cancelled + 1}` } }),
		signature: `${number}`.padEnd(400, 'eyJhbGciOiJFUzI1NiJ9.'),
	};
}

function cassaNovaReceipt(day: number, index: number, perDay: number): object {
	const number = day * perDay + index;
	const datetime = timeOf(day, index, perDay);
	return {
		id: uuid(number, 1),
		number: Math.floor(index / PLACES.length) + 1,
		datetime,
		document: {
			id: uuid(number, 2),
			amount: total(number),
			change: 0,
			refund: number % CANCELS === 9,
			rows: Array.from({ length: lines(number) }, (_line, line) => ({
				id: uuid(number * 10 + line, 3),
				subtotal: false,
				refund: false,
				menu: false,
				coverCharge: false,
				idProduct: null,
				idProductVariant: null,
				idCategory: null,
				idDepartment: `d${line % 4}`,
				idTax: TAXES[line % 2]?.id,
				idSalesMode: null,
				percentageVariation: null,
				variation: null,
				variationType: null,
				rowModifierValues: [],
				note: null,
				quantity: 1,
				price: price(number, line),
				rowNumber: line + 1,
			})),
			payments: [
				{
					id: uuid(number, 4),
					paymentType: number % 3 === 0 ? 'CASHCARD' : 'CASH',
					amount: total(number),
				},
			],
			user: { id: 'cassa-1', name: 'Cassa 1' },
			note: null,
			idSalesPoint: PLACES[index % PLACES.length],
		},
		zNumber: day + 1,
		lotteryCode: null,
		date: Date.parse(`${datetime}Z`) - 3_600_000,
	};
}

type Make = (day: number, index: number, perDay: number) => object;

/** A part of the receipts of some days, both included. */
function page(
	make: Make,
	perDay: number,
	[from, to]: [string, string],
	start: number,
	size: number,
) {
	const [first, last] = [Math.max(0, indexOf(from)), Math.min(364, indexOf(to))];
	const all = Math.max(0, last - first + 1) * perDay;
	const records: object[] = [];
	for (let at = start; at < Math.min(all, start + size); at++) {
		records.push(make(first + Math.floor(at / perDay), at % perDay, perDay));
	}
	return { all, records };
}

function answer({ pathname, searchParams }: URL): unknown {
	const [, perDay = '0', ...path] = pathname.split('/');
	const text = (name: string) => (searchParams.get(name) ?? '').replaceAll('"', '');
	switch (path.join('/')) {
		case 'receipts': {
			const days: [string, string] = [text('datefrom'), text('dateto')];
			const limit = Number(text('limit'));
			return page(kassandroReceipt, Number(perDay), days, Number(text('offset')), limit).records;
		}
		case 'cashregisters':
			return PLACES.map((id) => ({ id, name: `Register ${id}` }));
		case 'apikey/token':
			return { access_token: 'token-of-the-years-books', expires_in: 3600, token_type: 'Bearer' };
		case 'documents/receipts': {
			const days: [string, string] = [text('datetimeFrom'), text('datetimeTo')];
			const [start, limit] = [Number(text('start')), Number(text('limit'))];
			const { all, records } = page(cassaNovaReceipt, Number(perDay), days, start, limit);
			return { totalCount: all, receipts: records };
		}
		case 'salespoint':
			return { salesPoint: PLACES.map((id) => ({ id, name: `Shop ${id}` })), totalCount: 2 };
		case 'taxes':
			return { taxes: TAXES, totalCount: TAXES.length };
		default: {
			const single = /^receipts\/(\d+)-(\d+)$/.exec(path.join('/'));
			if (single) {
				const [, place, own] = single.map(Number);
				const number = (Number(own) - 1) * PLACES.length + PLACES.indexOf(Number(place));
				const a = Number(perDay);
				return kassandroReceipt(Math.floor(number / a), number % a, a);
			}
			// Everything else is a list of CassaNova's that has nothing in it.
			const [last = ''] = path.slice(-1);
			return { [last]: [], totalCount: 0 };
		}
	}
}

const server = createServer((request, response) => {
	const url = new URL(request.url ?? '/', 'http://localhost');
	request.resume();
	request.on('end', () => {
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify(answer(url)));
	});
});
server.listen(0, '127.0.0.1', () => {
	process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('disconnect', () => process.exit(0));
