/** Periods that are named: which days they are, where they can be chosen, and what older workflows have. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../../nodes/shared/table/inputError';
import { readInput } from '../../../../nodes/shared/run/input';
import { NAMED_PERIODS, daysOf } from '../../../../nodes/shared/table/period';
import type { NamedPeriod } from '../../../../nodes/shared/table/period';
import { variantOf } from '../../../../nodes/shared/table/table';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';
import { nodes } from '../../../support/n8n/nodes';

it.each<[NamedPeriod, string, string, string]>([
	['todaySoFar', '2026-03-05', '2026-03-05', '2026-03-05'],
	['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
	['yesterday', '2026-01-01', '2025-12-31', '2025-12-31'],
	// A Thursday, a Monday and a Sunday.
	['thisWeekSoFar', '2026-03-05', '2026-03-02', '2026-03-05'],
	['thisWeekSoFar', '2026-03-02', '2026-03-02', '2026-03-02'],
	['thisWeekSoFar', '2026-03-01', '2026-02-23', '2026-03-01'],
	['lastWeek', '2026-03-05', '2026-02-23', '2026-03-01'],
	['lastWeek', '2026-01-01', '2025-12-22', '2025-12-28'],
	['thisMonthSoFar', '2026-03-05', '2026-03-01', '2026-03-05'],
	['lastMonth', '2026-03-31', '2026-02-01', '2026-02-28'],
	['lastMonth', '2028-03-31', '2028-02-01', '2028-02-29'],
	['lastMonth', '2026-01-31', '2025-12-01', '2025-12-31'],
	['thisQuarterSoFar', '2026-11-29', '2026-10-01', '2026-11-29'],
	['lastQuarter', '2026-11-29', '2026-07-01', '2026-09-30'],
	['lastQuarter', '2026-02-01', '2025-10-01', '2025-12-31'],
	['thisYearSoFar', '2026-11-29', '2026-01-01', '2026-11-29'],
	['lastYear', '2026-01-01', '2025-01-01', '2025-12-31'],
])('%s on %s is %s to %s', (period, current, from, to) => {
	expect(daysOf(period, current)).toEqual({ from, to });
});

/** Every operation with a date range, as each way to authenticate sees it. */
const ranged = nodes.flatMap(({ api }) =>
	api.resources.flatMap(({ value, endpoints }) =>
		endpoints.flatMap((endpoint) =>
			api.authentications.map((authentication) => ({
				name: `${authentication.value} ${value}.${endpoint.value}`,
				api,
				endpoint: variantOf(endpoint, authentication.value),
				window: endpoint.list?.window ?? endpoint.range,
			})),
		),
	),
);
const withWindow = ranged.filter(({ window }) => window !== undefined);

/** Shortly after midnight in Rome and Vienna, and still the day before in UTC. */
const now = Date.parse('2026-11-01T00:30:00+01:00');

function inputOf(api: Api, endpoint: Endpoint, values: IDataObject) {
	return readInput(api, endpoint, (name) => values[name] ?? null, now);
}

function rangeOf(api: Api, endpoint: Endpoint, values: IDataObject) {
	return inputOf(api, endpoint, values).range;
}

const needed = { returnAll: true, salesPointId: 1, productId: 'p', idsSalesPoint: [1] };

it.each(withWindow)('$name can be asked for a period by name', ({ api, endpoint }) => {
	const field = endpoint.fields?.find(({ property }) => property.name === 'period');
	const values = field?.property.options?.flatMap((each) => ('value' in each ? [each.value] : []));
	expect(values?.filter((value) => value !== 'custom')).toEqual(
		NAMED_PERIODS.map(({ value }) => value),
	);
	const given = (period: string) => ({
		...needed,
		...(field?.collection ? { [field.collection]: { period } } : { period }),
	});
	// The shop's clock decides which day, and which month, it is.
	expect(rangeOf(api, endpoint, given('todaySoFar'))).toEqual({
		from: '2026-11-01',
		to: '2026-11-01',
	});
	expect(rangeOf(api, endpoint, given('lastMonth'))).toEqual({
		from: '2026-10-01',
		to: '2026-10-31',
	});
	const zoned = { ...given('todaySoFar'), options: { timeZone: 'UTC' } };
	expect(rangeOf(api, endpoint, zoned)).toEqual({ from: '2026-10-31', to: '2026-10-31' });
});

it('wherever two days can be chosen, a period can as well', () => {
	const without = ranged.filter(({ endpoint: { fields = [] } }) => {
		const names = fields.map(({ property }) => property.name);
		const isPair = names.some(
			(name) => names.includes(name.replace(/From$/, 'To')) && /From$/.test(name),
		);
		return isPair && !names.includes('period');
	});
	expect(without.map(({ name }) => name)).toEqual([]);
});

it.each(withWindow)('$name reads what was saved without a period', ({ api, endpoint, window }) => {
	const none = { parameter: '', wire: '' };
	const { from, to } = window ?? { from: none, to: none };
	const days = { [from.parameter]: '2026-03-05', [to.parameter]: '2026-03-07' };
	const field = endpoint.fields?.find(({ property }) => property.name === 'period');
	// n8n gives the description's default for a parameter that isn't there.
	const saved = field?.collection
		? { filters: days }
		: { ...days, period: field?.property.default ?? '' };
	const { range, query } = inputOf(api, endpoint, { ...needed, ...saved });
	const travels = endpoint.fields?.some(
		({ in: place, property }) => place === 'query' && property.name === from.parameter,
	);
	expect(travels ? { from: query[from.wire], to: query[to.wire] } : range).toEqual({
		from: '2026-03-05',
		to: '2026-03-07',
	});
	if (travels) expect(range).toBeUndefined();
});

it('both days are shown for a period of one’s own alone, which n8n then asks for', () => {
	for (const { endpoint, window } of withWindow) {
		const ends = (endpoint.fields ?? []).filter(
			({ property: { name }, collection }) =>
				collection === undefined && [window?.from.parameter, window?.to.parameter].includes(name),
		);
		const shown = ends.map(
			({ property }): INodeProperties['displayOptions'] => property.displayOptions,
		);
		expect(shown).toEqual(ends.map(() => ({ show: { period: ['custom'] } })));
	}
});

it('a period beside a day of one’s own is refused', () => {
	const movements = withWindow.find(({ name }) => name === 'apiKey stockMovement.getAll');
	if (!movements) throw new Error('there is no such operation');
	const filters = { period: 'lastMonth', datetimeTo: '2026-03-05' };
	expect(() => rangeOf(movements.api, movements.endpoint, { ...needed, filters })).toThrow(
		new InputError('Period', 'and "To" are both given'),
	);
	expect(rangeOf(movements.api, movements.endpoint, needed)).toBeUndefined();
});
