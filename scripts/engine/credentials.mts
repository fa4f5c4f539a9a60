// Credentials for the in-process engine, handled as n8n's own server does: expressions resolved per
// item, expirable tokens fetched and kept, both kinds of `authenticate`.

import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow' with { 'resolution-mode': 'require' };
import { coreModule, workflowModule } from './n8n.mts';
import type { StoredCredential } from './types.ts';

const { ICredentialsHelper, NodeHelpers, UserError, isExpression } = workflowModule;

/** A node without a type of its own, for resolving expressions where no node is being run. */
const bareNode: INode = {
	id: 'credentials',
	name: 'credentials',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Looks credentials up in a plain object and writes renewed tokens back into it. */
export class CredentialsHelper extends ICredentialsHelper {
	readonly #types: Map<string, ICredentialType>;
	readonly #store: Record<string, StoredCredential>;

	/** `store` is changed in place when tokens are fetched. */
	constructor(types: Map<string, ICredentialType>, store: Record<string, StoredCredential>) {
		super();
		this.#types = types;
		this.#store = store;
	}

	#type(name: string): ICredentialType {
		const type = this.#types.get(name);
		if (type === undefined) throw new UserError(`Unknown credential type "${name}"`);
		return type;
	}

	/** The stored credential that a node refers to: by id, or else by name, and of the right type. */
	#find(reference: INodeCredentialsDetails, type: string): StoredCredential {
		for (const key of [reference.id, reference.name]) {
			const found = key === null ? undefined : this.#store[key];
			if (found?.type === type) return found;
		}
		throw new UserError(
			`Credential "${reference.name}" (id ${reference.id}) of type "${type}" was not given to the engine`,
		);
	}

	getParentTypes(name: string): string[] {
		const parents = this.#types.get(name)?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		const type = this.#types.get(credentialType);
		return !type?.restrictToSupportedNodes || (type.supportedNodes ?? []).includes(nodeType);
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.#type(name);
		const all: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(all, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(all, properties);
		return all;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.#type(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;
		if (workflow === undefined || node === undefined) {
			throw new UserError('A declared authentication needs a workflow and a node');
		}
		const resolve = (value: string): string => {
			if (!isExpression(value)) return value;
			const keys = { $credentials: credentials };
			const resolved = workflow.expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				keys,
				undefined,
				'',
			);
			return resolved ? String(resolved) : '';
		};
		options.headers ??= {};
		const parts = options as unknown as Record<string, Record<string, unknown>>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries((values ?? {}) as Record<string, string>)) {
				parts[part] ??= {};
				parts[part][resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.#type(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		)?.name;
		if (expirable === undefined || typeof type.preAuthentication !== 'function') return undefined;
		if (credentials[expirable] !== '' && !credentialsExpired) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		const reference = node.credentials?.[typeName];
		if (output[expirable] === undefined || reference === undefined) return undefined;
		// Fields that the user filled with an expression keep it, as in n8n's database.
		const { data } = this.#find(reference, typeName);
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable || !isExpression(data[key])) Object.assign(data, { [key]: value });
		}
		return Object.assign(credentials, output) as ICredentialDataDecryptedObject;
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.#type(typeName);
		if (typeof preAuthentication !== 'function') return undefined;
		return (await preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
	}

	async getCredentials(reference: INodeCredentialsDetails, type: string) {
		const credentials = new coreModule.Credentials(reference, type);
		await credentials.setData(this.#find(reference, type).data);
		return credentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = structuredClone(this.#find(reference, type).data);
		if (raw === true) return stored;
		const properties = this.getCredentialsProperties(type);
		const filled = NodeHelpers.getNodeParameters(
			properties,
			stored as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		for (const key of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
			if (stored[key] !== undefined) filled[key] ??= stored[key];
		}
		const keys = coreModule.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (values !== undefined) {
			try {
				return values.workflow.expression.getParameterValue(
					filled as never,
					values.runExecutionData,
					values.runIndex,
					values.itemIndex,
					values.node.name,
					values.connectionInputData,
					mode,
					keys,
					executeData,
					false,
					filled as never,
				) as ICredentialDataDecryptedObject;
			} catch (error) {
				if (error instanceof Error) error.message += ' [Error resolving credentials]';
				throw error;
			}
		}
		const workflow = new workflowModule.Workflow({
			nodes: [bareNode],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => bareType,
				getByNameAndVersion: () => bareType,
				getKnownTypes: () => ({}),
			},
		});
		return await workflow.expression.withIsolate(
			async () =>
				workflow.expression.getComplexParameterValue(
					bareNode,
					filled as never,
					mode,
					keys,
					undefined,
					undefined,
					filled as never,
				) as ICredentialDataDecryptedObject,
		);
	}

	async updateCredentials(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.#find(reference, type).data = data;
	}

	async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		Object.assign(this.#find(reference, type).data, { oauthTokenData: data.oauthTokenData });
	}
}

const bareType = {
	description: {
		name: 'noOp',
		displayName: 'Credentials',
		description: '',
		group: [],
		version: 1,
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [],
	},
};
