/** The instant trigger against the sandbox: notices as CassaNova sends them, one after the other. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createHmac } from 'crypto';
import type { CallResult, StoredCredential } from '../../../scripts/engine/types';
import type { Bench } from './bench';
import { callWebhook } from './kassa';

/** The portal's secret of the webhook. */
export const SIGNED_WITH = 'a1B2c3D4e5F6g7H8i9J0';

export interface Told {
	/** `RECEIPT/CREATE`; undefined for a call without the header. */
	operation?: string | undefined;
	/** The record, or the body's text. */
	body?: unknown;
	/** In place of the right one; undefined for a call without it. */
	signature?: string | undefined;
}

export interface Heard {
	status: number;
	/** Null where no execution is started. */
	jsons: IDataObject[] | null;
	/** Message and description of the error; '' without one. */
	words: string;
	result: CallResult;
}

/** Test files share a process, which remembers notices by their workflow: none may meet another. */
let made = 0;

/** A notice as the vendor signs it. */
export const signed = (body: string, secret = SIGNED_WITH): string =>
	createHmac('sha1', secret).update(body).digest('hex');

export class Listener {
	private readonly workflow = `${expect.getState().testPath ?? ''} ${(made += 1)}`;

	constructor(
		private readonly bench: () => Bench,
		private readonly parameters: INodeParameters = {},
		private readonly credential: IDataObject = {},
	) {}

	/** One call of the address. */
	async hear(
		told: Told,
		how: { mode?: 'manual'; method?: string; parameters?: INodeParameters } = {},
	): Promise<Heard> {
		const { operation = 'RECEIPT/CREATE', body = {} } = told;
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const signature = 'signature' in told ? told.signature : signed(text);
		const hasOperation = !('operation' in told) || told.operation !== undefined;
		const api = { ...this.bench().credential('apiKey'), ...this.credential };
		const result = await callWebhook({
			...(how.mode ? { mode: how.mode } : {}),
			...(how.method ? { method: how.method } : {}),
			headers: {
				...(hasOperation ? { 'x-cn-operation': operation } : {}),
				...(signature === undefined ? {} : { 'x-cn-signature': signature }),
			},
			body: text,
			workflow: {
				id: this.workflow,
				nodes: [
					{
						id: '1',
						name: 'At once',
						type: 'n8n-nodes-kassa.cassaNovaInstantTrigger',
						typeVersion: 1,
						position: [0, 0],
						webhookId: '4d0f7d0e-0000-4000-8000-000000000001',
						parameters: { authentication: 'apiKey', ...this.parameters, ...how.parameters },
						credentials: {
							cassaNovaApi: { id: 'api', name: 'api' },
							cassaNovaWebhookApi: { id: 'webhook', name: 'webhook' },
						},
					},
				],
				connections: {},
			},
			credentials: {
				api: { type: 'cassaNovaApi', data: api as StoredCredential['data'] },
				webhook: { type: 'cassaNovaWebhookApi', data: { secret: `other ${SIGNED_WITH}` } },
			},
		});
		const { error, outputs, status } = result;
		return {
			status,
			jsons: outputs?.[0]?.map(({ json }) => json) ?? null,
			words: error ? `${error.message} ${error.description ?? ''}` : '',
			result,
		};
	}
}
