/** Many products in one request, as the newest document is remembered to have it; what nobody has told is a switch. */
import { Refusal, type Handler, type VendorContext } from '../core/vendor.mts';
import { refusal } from './assumptions.mts';
import type { Fields, Records } from './records.mts';

/** Fields that a product may lack: what an update leaves out, where nothing of it is kept. */
const LOSABLE = ['barcodes', 'color', 'defaultTare', 'externalId', 'icon', 'modifiers', 'tags'];

type Kind = 'create' | 'update';

/** One record of a batch, as it was sent. */
interface Row {
	kind: Kind;
	index: number;
	fields: Fields;
}

/** Builds the handler. */
export function createBatches(
	{ config }: VendorContext,
	records: Records,
): Record<string, Handler> {
	const { newProduct, editProduct } = records.handlers as Record<
		'editProduct' | 'newProduct',
		Handler
	>;

	/** Does one record as the call for a single one would. @throws Refusal */
	const carryOut = (request: Parameters<Handler>[0], { kind, fields }: Row): string => {
		const { id, ...body } = fields;
		if (kind === 'create') {
			const made = newProduct({ ...request, params: {}, body: fields });
			return String(((made as { body: Fields }).body as Fields).id);
		}
		editProduct({ ...request, params: { id: String(id) }, body });
		if (config.cassaNovaBatchKeeps === false) {
			const record = records.find('product', id)!;
			for (const field of LOSABLE) if (!(field in body)) delete record[field];
		}
		return String(id);
	};

	/** What would be said of the record, without doing it. */
	const problemOf = ({ kind, fields }: Row): string | undefined => {
		const { id, ...body } = fields;
		try {
			records.check('product', body, kind === 'update' ? String(id) : undefined);
			if (kind === 'update' && !records.find('product', id)) return 'InvalidId: id';
		} catch (error) {
			return wordsOf(error);
		}
		return undefined;
	};

	const wordsOf = (error: unknown): string => {
		if (!(error instanceof Refusal)) throw error;
		return (error.result.body as { messages: string[] }).messages.join('; ');
	};

	const batchProducts: Handler = (request) => {
		if (config.cassaNovaBatch === 'absent') throw new Refusal(refusal(404, 'error.notfound'));
		const sent = request.body as Partial<Record<Kind, Fields[]>>;
		const rows = (['create', 'update'] as const).flatMap((kind) =>
			(sent[kind] ?? []).map((fields, index): Row => ({ kind, index, fields })),
		);
		if (rows.length > Number(config.cassaNovaBatchMost)) {
			throw new Refusal(refusal(400, 'InvalidParams: too many records'));
		}
		if (config.cassaNovaBatch === 'whole') {
			const keys = rows.map(({ fields }) => fields.externalId).filter((key) => key !== undefined);
			const problem =
				new Set(keys).size < keys.length
					? 'ConflictValue: externalId'
					: rows.map((row) => problemOf(row)).find((words) => words !== undefined);
			if (problem !== undefined) throw new Refusal(refusal(400, problem));
		}
		const details = rows.map((row): Fields => {
			const { index, fields } = row;
			const own = fields.externalId === undefined ? {} : { externalId: fields.externalId };
			try {
				return { index, id: carryOut(request, row), ...own };
			} catch (error) {
				// What came before it stays.
				if (config.cassaNovaBatch === 'upTo') throw error;
				const told = config.cassaNovaBatchErrors === 'told' ? { error: wordsOf(error) } : {};
				return { index, ...(row.kind === 'update' ? { id: fields.id } : {}), ...own, ...told };
			}
		});
		return { body: { batchResponse: shown(rows, details) } };
	};

	/** The entries under the keys of the moment. */
	const shown = (rows: Row[], details: Fields[]): Fields => {
		const key = String(config.cassaNovaBatchKey);
		const response: Record<string, Fields[]> = {};
		for (const kind of ['create', 'update'] as const) {
			const own = details.filter((_detail, at) => rows[at]!.kind === kind);
			// Entries that say nothing at all are left out.
			const said = own.filter(({ id, error }) => id !== undefined || error !== undefined);
			if (own.length === 0) continue;
			const entries = key.endsWith('Details')
				? said
				: said.map(({ index: _index, ...entry }) => entry);
			response[key.replace('create', kind)] =
				config.cassaNovaBatchOrder === 'turned' ? entries.reverse() : entries;
		}
		return response;
	};

	return { batchProducts };
}
