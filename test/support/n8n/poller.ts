/** A trigger against the sandbox: one poll after the other, with the static data in between. */
import type { IDataObject, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import type { PollResult, StoredCredential } from '../../../scripts/engine/types';
import type { Authentication, Bench } from './bench';
import { now, poll } from './kassa';

const NODES: Partial<Record<Authentication, { node: string; credential: string }>> = {
	accountToken: { node: 'kassandroTrigger', credential: 'kassandroAccountApi' },
	cashRegisterToken: { node: 'kassandroTrigger', credential: 'kassandroCashRegisterApi' },
	apiKey: { node: 'cassaNovaTrigger', credential: 'cassaNovaApi' },
	basicAuth: { node: 'kassaForteTrigger', credential: 'kassaForteApi' },
};

export interface Polled {
	/** Null when the poll gave nothing new. */
	jsons: IDataObject[] | null;
	/** Message and description of the error; '' without one. */
	words: string;
	error?: PollResult['error'];
	result: PollResult;
}

export interface PollHow {
	mode?: 'manual';
	activationMode?: WorkflowActivateMode;
	/** Credential fields that differ in this poll. */
	credential?: IDataObject;
	/** False for an n8n that is killed before it stores what the poll noted. */
	stored?: boolean;
}

/** Test files share a process, whose guard knows triggers by their workflow: none may meet another. */
let made = 0;
const newId = () => `${expect.getState().testPath ?? ''} ${(made += 1)}`;

export class Poller {
	staticData: IDataObject = {};

	private workflow = newId();

	constructor(
		private readonly bench: () => Bench,
		private readonly authentication: Authentication,
		private readonly parameters: INodeParameters,
		private readonly credential: IDataObject = {},
	) {}

	/** One poll; what it stored is there for the next. */
	async poll(
		changes: INodeParameters = {},
		{ credential = {}, stored = true, ...how }: PollHow = {},
	): Promise<Polled> {
		const type = NODES[this.authentication];
		if (!type) throw new Error(`${this.authentication} has no trigger`);
		const data = {
			...this.bench().credential(this.authentication),
			...this.credential,
			...credential,
		};
		const result = await poll({
			workflow: {
				id: this.workflow,
				nodes: [
					{
						id: '1',
						name: 'Trigger',
						type: `n8n-nodes-kassa.${type.node}`,
						typeVersion: 1,
						position: [0, 0],
						parameters: { authentication: this.authentication, ...this.parameters, ...changes },
						credentials: { [type.credential]: { id: 'its', name: 'its' } },
					},
				],
				connections: {},
			},
			credentials: { its: { type: type.credential, data: data as StoredCredential['data'] } },
			staticData: this.staticData,
			...how,
		});
		// What lived in the process is gone after a kill.
		if (!stored) this.workflow = newId();
		else if (how.mode !== 'manual') this.staticData = result.staticData;
		const { error, outputs } = result;
		return {
			jsons: outputs?.[0]?.map(({ json }) => json) ?? null,
			...(error && { error }),
			words: error ? `${error.message} ${error.description ?? ''}` : '',
			result,
		};
	}
}

/** The day that many days from today, where the tills are; yyyy-mm-dd. */
export function dayFromToday(days: number, timeZone = 'Europe/Vienna'): string {
	const day = new Date(now() + days * 86_400_000);
	return day.toLocaleDateString('sv-SE', { timeZone });
}
