// What n8n has stored of an execution, as its public API gives it.

type Json = Record<string, unknown>;

interface Output {
	main?: Array<Array<{ json: Json }> | null>;
}

export interface Execution {
	id: string;
	status: string;
	startedAt: string;
	data?: {
		resultData?: {
			runData?: Record<string, Array<{ data?: Output; hints?: Array<{ message: string }> }>>;
		};
		executionData?: {
			nodeExecutionStack?: Array<{ node: { name: string }; data?: Output }>;
		};
	};
}

/** The items of the first output. */
export const itemsIn = (output: Output | undefined): Json[] =>
	output?.main?.[0]?.map(({ json }) => json) ?? [];

/** What a node's first run put out. */
export const outputOf = ({ data }: Execution, node: string): Output | undefined =>
	data?.resultData?.runData?.[node]?.[0]?.data;

/** Whether n8n's recovery made an item: its log says that a node had ended, and nothing else is stored. */
export const isArtificial = ({ isArtificialRecoveredEventItem: made }: Json): boolean =>
	made === true;
