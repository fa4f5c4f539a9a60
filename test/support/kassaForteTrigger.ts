/** A KassaForte Trigger on n8n's engine that keeps its static data from poll to poll, as n8n does. */
import type { IDataObject, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import type { PollResult, StoredCredential } from '../../scripts/engine/types';
import type { Bench } from './bench';
import { poll } from './kassa';

export interface Polled {
	/** What came out; null where the poll found nothing. */
	jsons: IDataObject[] | null;
	error?: PollResult['error'];
	/** Message and description of the error; '' without one. */
	words: string;
	staticData: IDataObject;
}

export interface PollOptions {
	/** Parameters that differ from now on. */
	parameters?: INodeParameters;
	mode?: 'manual' | 'trigger';
	activation?: WorkflowActivateMode;
	credential?: IDataObject;
	/** False for an n8n that is killed before it stores what the poll noted. */
	stored?: boolean;
}

let workflows = 0;

/** A workflow with the trigger alone. */
export class TriggerUnderTest {
	private staticData: IDataObject = {};

	/** What lives in n8n's process is gone after a kill; the guard knows triggers by their node. */
	private kills = 0;

	// The guard knows triggers by workflow and node, over all tests of this process.
	private readonly id = `w${(workflows += 1)}`;

	constructor(
		private readonly bench: Bench,
		private parameters: INodeParameters,
	) {}

	async poll(options: PollOptions = {}): Promise<Polled> {
		const { mode, activation, stored = true } = options;
		this.parameters = { ...this.parameters, ...options.parameters };
		const data = { ...this.bench.credential('basicAuth'), ...options.credential };
		const result = await poll({
			workflow: {
				id: this.id,
				nodes: [
					{
						id: `t${this.kills}`,
						name: 'Trigger',
						type: 'n8n-nodes-kassa.kassaForteTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: this.parameters,
						credentials: { kassaForteApi: { id: 'its', name: 'its' } },
					},
				],
				connections: {},
			},
			credentials: { its: { type: 'kassaForteApi', data: data as StoredCredential['data'] } },
			staticData: this.staticData,
			...(mode && { mode }),
			...(activation && { activationMode: activation }),
		});
		if (!stored) this.kills += 1;
		else if (mode !== 'manual') this.staticData = result.staticData;
		const { error, outputs } = result;
		return {
			jsons: outputs === null ? null : outputs.flat().map(({ json }) => json),
			...(error && { error }),
			words: error ? `${error.message} ${error.description ?? ''}` : '',
			staticData: result.staticData,
		};
	}
}
