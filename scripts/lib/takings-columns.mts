// What the columns of the nodes' file of takings are, in the words of the sandbox's checker of such files.

import type { FileFacts } from '../../sandbox/files/index.mts';

type Takings = NonNullable<FileFacts['takings']>;
type Roles = NonNullable<Takings['columns']>;

const RATE = /^\d{1,2}(,\d+)?%$/;

/**
 * Takings of a rate hold only what is due now, so that what isn't paid yet counts like what isn't taxed: both come
 * on top of the rates in the total. Documents of other registers, and what tells a row, aren't takings.
 * @returns nothing where the heading says it itself
 */
function roleOf(heading: string): Roles[string] | undefined {
	const [first = '', ...others] = heading.split(' ');
	const rest = others.join(' ');
	if (heading === 'non riscosso a credito' || heading === 'non riscosso con buoni pasto')
		return 'unpaid';
	if (heading === 'aliquota ignota' || heading.startsWith('non riscosso ')) return 'free';
	if (heading === 'corrispettivi fatturati') return 'other';
	if (first === 'corrispettivi') return RATE.test(rest) ? undefined : 'free';
	if ((first === 'imponibile' || first === 'imposta') && RATE.test(rest)) return undefined;
	const isOwn = /^(data|negozio|totale corrispettivi|documenti)$/.test(heading);
	return isOwn ? undefined : 'other';
}

/** What is to be known of a file of takings beside its bytes: its first row tells its columns and rates. */
export function takingsIn(bytes: Buffer): Takings {
	const [head = ''] = bytes.toString('utf8').replace('\ufeff', '').split(/\r?\n/);
	const headings = head.split(';').map((text) => text.replaceAll('"', ''));
	const columns = Object.fromEntries(
		headings.flatMap((heading) => {
			const role = roleOf(heading);
			return role === undefined ? [] : [[heading, role]];
		}),
	);
	const rates = headings.flatMap((heading) => {
		const [, rate] = /^corrispettivi (\d{1,2}(?:,\d+)?)%$/.exec(heading) ?? [];
		return rate === undefined ? [] : [rate.replace(',', '.')];
	});
	return { columns, rates };
}
