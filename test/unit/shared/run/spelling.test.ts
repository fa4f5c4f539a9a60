/** A filter's word in several spellings: each account is asked with the one that it takes. */
import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { readSpelt } from '../../../../nodes/shared/run/spelling';
import type { Page } from '../../../../nodes/shared/run/paging';
import type { Call } from '../../../../nodes/shared/table/types';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';

const spelling = {
	displayName: 'Status',
	parameter: 'status',
	words: ['RIGHT', 'WRONG'],
	others: ['DRAFT'],
	field: 'status',
};

const node = { name: 'its', type: 'its', typeVersion: 1, position: [0, 0] } as unknown as INode;

function failure(status: string): NodeApiError {
	const message = `refused with ${status}`;
	const error = new NodeApiError(node, { message }, { message, httpCode: status });
	error.message = message;
	return error;
}

/** What an account answers to a word: records of these statuses, or a failure. */
type Answers = Record<string, unknown[] | NodeApiError>;

/** An account, asked by one process. */
function account(answers: Answers, memory = new ProcessMemory(), apiKey = 'its') {
	const newCall = () =>
		({
			memory,
			host: { getNode: () => node },
			api: { name: 'Till' },
			endpoint: { action: 'Get many invoices' },
			authentication: { credential: 'its' },
			credentials: { apiKey },
		}) as unknown as Call;
	const asked: unknown[] = [];
	const ask = async (status: unknown, start = 0, call = newCall()) => {
		const list = { status };
		const query = { start, status, limit: 9 };
		return await readSpelt(call, spelling, { query, list, isFirst: start === 0 }, async (sent) => {
			expect(Object.keys(sent)).toEqual(['start', 'status', 'limit']);
			asked.push(sent.status);
			const answer =
				answers[`${String(sent.status)} ${start}`] ?? answers[String(sent.status)] ?? [];
			if (answer instanceof NodeApiError) throw answer;
			const records = answer.map((told, index) => ({ id: index, status: told }));
			return await Promise.resolve<Page>({ records });
		});
	};
	const statuses = async (word: unknown, start = 0, call = newCall()) =>
		(await ask(word, start, call)).records.map(statusOf);
	return { asked, statuses, ask, newCall };
}

const statusOf = (record: unknown) => (record as { status: unknown }).status;

it.each<[string, Answers, unknown[], string[]]>([
	['the first one', { RIGHT: ['RIGHT'], WRONG: failure('400') }, ['RIGHT'], ['RIGHT']],
	['records without it', { RIGHT: [undefined, null] }, [undefined, null], ['RIGHT']],
	['the other one', { RIGHT: failure('400'), WRONG: ['WRONG'] }, ['WRONG'], ['RIGHT', 'WRONG']],
	['another refusal', { RIGHT: failure('422'), WRONG: ['WRONG'] }, ['WRONG'], ['RIGHT', 'WRONG']],
	['nothing for the first', { RIGHT: [], WRONG: ['WRONG'] }, ['WRONG'], ['RIGHT', 'WRONG']],
	[
		'everything for the first',
		{ RIGHT: ['DRAFT', 'WRONG'], WRONG: ['WRONG'] },
		['WRONG'],
		['RIGHT', 'WRONG'],
	],
	['nothing at all, but one', { RIGHT: [], WRONG: failure('400') }, [], ['RIGHT', 'WRONG']],
	[
		'everything for the first, and nothing',
		{ RIGHT: ['DRAFT', 'WRONG'], WRONG: [] },
		[],
		['RIGHT', 'WRONG'],
	],
	['one, and nothing', { RIGHT: failure('400'), WRONG: [] }, [], ['RIGHT', 'WRONG']],
])(
	'finds the spelling of an account that knows %s, and keeps it',
	async (_what, answers, found, first) => {
		const { asked, statuses } = account(answers);
		expect(await statuses('RIGHT')).toEqual(found);
		expect(asked).toEqual(first);
		asked.length = 0;
		expect(await statuses('RIGHT')).toEqual(found);
		expect(asked).toHaveLength(1);
	},
);

it('begins with the word that was asked for', async () => {
	const { asked, statuses } = account({ WRONG: ['WRONG'], RIGHT: failure('400') });
	expect(await statuses('WRONG')).toEqual(['WRONG']);
	expect(asked).toEqual(['WRONG']);
});

it('goes on asking where nothing came that could tell', async () => {
	const answers: Answers = { RIGHT: [], WRONG: [] };
	const { asked, statuses } = account(answers);
	expect(await statuses('RIGHT')).toEqual([]);
	answers.WRONG = ['WRONG'];
	expect(await statuses('RIGHT')).toEqual(['WRONG']);
	expect(asked).toEqual(['RIGHT', 'WRONG', 'RIGHT', 'WRONG']);
});

it('tries the others again where the known one is refused since', async () => {
	const answers: Answers = { RIGHT: ['RIGHT'], WRONG: failure('400') };
	const { statuses } = account(answers);
	await statuses('RIGHT');
	Object.assign(answers, { RIGHT: failure('400'), WRONG: ['WRONG'] });
	expect(await statuses('RIGHT')).toEqual(['WRONG']);
});

it('is the first refusal where every spelling is refused', async () => {
	const { ask } = account({ RIGHT: failure('400'), WRONG: failure('422') });
	await expect(ask('RIGHT')).rejects.toThrow('refused with 400');
});

it('stops at a failure that says nothing of the word', async () => {
	const { ask, asked } = account({ RIGHT: failure('500'), WRONG: ['WRONG'] });
	await expect(ask('RIGHT')).rejects.toThrow('refused with 500');
	expect(asked).toEqual(['RIGHT']);
});

it.each(['DRAFT', undefined, 7])('leaves %j alone, which has one spelling', async (status) => {
	const { ask, asked } = account({});
	await ask(status);
	expect(asked).toEqual([status]);
});

it('knows nothing of another account', async () => {
	const memory = new ProcessMemory();
	await account({ RIGHT: failure('400'), WRONG: ['WRONG'] }, memory).statuses('RIGHT');
	const other = account({ RIGHT: ['RIGHT'] }, memory, 'other');
	expect(await other.statuses('RIGHT')).toEqual(['RIGHT']);
	expect(other.asked).toEqual(['RIGHT']);
});

it.each<[string, Answers, string[]]>([
	['tries the others', { RIGHT: ['PAID'], WRONG: ['WRONG'] }, ['WRONG']],
	['gives them where no other one tells more', { RIGHT: ['PAID'], WRONG: [] }, ['PAID']],
	['gives them to a word with one spelling', { DRAFT: ['PAID', 'DRAFT'] }, ['PAID', 'DRAFT']],
])('records with a word that nobody knows: %s', async (_what, answers, found) => {
	const { statuses } = account(answers);
	expect(await statuses('DRAFT' in answers ? 'DRAFT' : 'RIGHT')).toEqual(found);
});

it('knows a spelling no more whose page holds other records', async () => {
	const answers: Answers = { RIGHT: ['WRONG'], WRONG: ['WRONG'] };
	const { asked, statuses } = account(answers);
	expect(await statuses('RIGHT')).toEqual(['WRONG']);
	answers.RIGHT = ['WRONG', 'DRAFT'];
	asked.length = 0;
	expect(await statuses('RIGHT')).toEqual(['WRONG']);
	expect(asked).toEqual(['RIGHT', 'WRONG']);
});

it('stops at a later page with other records, and reads all with another spelling next time', async () => {
	const answers: Answers = {
		RIGHT: ['WRONG'],
		'RIGHT 9': ['WRONG', 'DRAFT'],
		WRONG: ['WRONG'],
		'WRONG 9': ['WRONG', 'WRONG'],
	};
	const { asked, statuses, newCall } = account(answers);
	const first = newCall();
	expect(await statuses('RIGHT', 0, first)).toEqual(['WRONG']);
	await expect(statuses('RIGHT', 9, first)).rejects.toMatchObject({
		message: expect.stringContaining(
			'the filter "Status" was not followed: the record 1 came as well',
		) as string,
		description: 'Nothing was handed on. Run it again: another spelling of its word is tried then.',
	});
	expect(asked).toEqual(['RIGHT', 'RIGHT']);
	asked.length = 0;
	const second = newCall();
	expect(await statuses('RIGHT', 0, second)).toEqual(['WRONG']);
	expect(await statuses('RIGHT', 9, second)).toEqual(['WRONG', 'WRONG']);
	expect(asked).toEqual(['WRONG', 'WRONG']);
});

it.each(['RIGHT', 'DRAFT'])(
	'says to remove a filter whose later pages no spelling narrows: %s',
	async (word) => {
		const other = word === 'DRAFT' ? 'RIGHT' : 'DRAFT';
		const answers = Object.fromEntries(
			['RIGHT', 'WRONG', 'DRAFT'].flatMap((each) => [
				[each, [word]],
				[`${each} 9`, [word, other]],
			]),
		);
		const { statuses, newCall } = account(answers);
		const run = async () => {
			const reading = newCall();
			await statuses(word, 0, reading);
			return await statuses(word, 9, reading).catch(
				({ description }: NodeApiError) => description ?? '',
			);
		};
		if (word === 'RIGHT') expect(await run()).toContain('Run it again');
		expect(await run()).toContain('Remove it');
		expect(await run()).toContain('Remove it');
	},
);

it('reads the pages of a list with one spelling, whatever others learn meanwhile', async () => {
	const answers: Answers = { RIGHT: ['RIGHT'], WRONG: ['WRONG'] };
	const { asked, statuses, newCall } = account(answers);
	const reading = newCall();
	await statuses('RIGHT', 0, reading);
	answers.RIGHT = ['DRAFT'];
	await statuses('RIGHT');
	answers.RIGHT = ['RIGHT'];
	expect(await statuses('RIGHT', 9, reading)).toEqual(['RIGHT']);
	expect(asked).toEqual(['RIGHT', 'RIGHT', 'WRONG', 'RIGHT']);
});

it.each<[string, Answers, string]>([
	['every spelling', { RIGHT: ['DRAFT', 'RIGHT'], WRONG: ['DRAFT', 'RIGHT'] }, 'RIGHT'],
	['the only one that it takes', { RIGHT: failure('400'), WRONG: ['DRAFT'] }, 'RIGHT'],
	['a word with one spelling', { DRAFT: ['DRAFT', 'RIGHT'] }, 'DRAFT'],
])('refuses the records of an account that ignores %s', async (_what, answers, word) => {
	const { statuses } = account(answers);
	for (let run = 0; run < 2; run++)
		await expect(statuses(word)).rejects.toThrow('the filter "Status" was not followed');
});
