/** What n8n keeps of items that nodes have processed, as its `DeduplicationHelper` does: a row for each node. */
import type { DeduplicationHelperFunctions, DeduplicationItemTypes } from 'n8n-workflow';

type Helpers = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'clearAllProcessedItems' | 'getProcessedDataCount'
>;

/** A database that all processes of an n8n share. Each of its statements takes a turn. */
export class ProcessedRows {
	private readonly rows = new Map<string, DeduplicationItemTypes[]>();

	/** How often two have inserted the same row. */
	collisions = 0;

	/** The database can't be reached. */
	isDown = false;

	/** What n8n gives to a node. */
	helpers(node = 'node'): Helpers {
		return {
			checkProcessedAndRecord: async (items) => {
				const known = await this.statement(() => this.rows.get(node));
				const isNew = (item: DeduplicationItemTypes) => known?.includes(item) !== true;
				const result = {
					new: items.filter(isNew),
					processed: items.filter((item) => !isNew(item)),
				};
				await this.statement(() => {
					if (known) {
						if (this.rows.has(node)) this.rows.set(node, [...known, ...result.new]);
						return;
					}
					if (this.rows.has(node)) {
						this.collisions += 1;
						throw new Error('UNIQUE constraint failed');
					}
					this.rows.set(node, [...items]);
				});
				return result;
			},
			getProcessedDataCount: async () =>
				await this.statement(() => this.rows.get(node)?.length ?? 0),
			clearAllProcessedItems: async () => {
				await this.statement(() => this.rows.delete(node));
			},
		};
	}

	/** How many rows there are. */
	get size(): number {
		return this.rows.size;
	}

	private async statement<T>(work: () => T): Promise<T> {
		await Promise.resolve();
		if (this.isDown) throw new Error('no connection');
		return work();
	}
}
