/**
 * The words of the engine: fields, endpoints, resources, APIs. The place to start reading. What a list
 * says of itself stands in list.ts, requests in request.ts, credentials and tokens in session.ts, and
 * what a call is carried out with in call.ts.
 */
import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeProperties,
} from 'n8n-workflow';
import type { ZodType } from 'zod';
import type { Steps } from '../values/steps';
import type { Milliseconds } from '../values/units';
import type { CallTools, Host } from './call';
import type { ListSpec, Window } from './list';
import type { NamedLists } from './namedList';
import type { RequestInput, VendorFailure } from './request';
import type { Authentication, Credentials } from './session';

/** The collections that optional fields live in; a field without one stands at the top level. */
export type Collection = 'additionalFields' | 'updateFields' | 'filters' | 'options';

/** What a field's conversion may look at besides its own value. */
export interface InputContext {
	/** IANA zone that dates are local to. */
	timeZone: string;
	/** The field as it is saved, with the text of its expressions. */
	stored?: unknown;
}

/** One request field: an n8n parameter, and where it goes on the wire. */
export interface Field {
	/**
	 * `option` fields steer the node and never travel. `range` fields choose the days of the operation's
	 * window, which travel in the vendor's form.
	 */
	in: 'path' | 'query' | 'body' | 'option' | 'range';
	/** n8n's own literal; its `name` is the vendor's field name unless `as` says otherwise. */
	property: INodeProperties;
	/** The wire name where it differs from the parameter's name. */
	as?: string;
	collection?: Collection;
	/** True where its checked value is an object, whose members are fields of the request by themselves. */
	isSeveral?: boolean;
	/** True where it names the record that the operation is about, though not in the path. */
	namesRecord?: boolean;
	/** True where a name in the place of the ID isn't taken: it says which record is changed or deleted. */
	isByIdOnly?: boolean;
	/** True for another form of a field that stands beside it; only one of them is ever shown. */
	alternative?: boolean;
	/**
	 * What becomes of an expression that gives nothing, where the field isn't required: it passes as if
	 * the field were empty (by default for what goes into a body), or is refused (for all others).
	 */
	nothing?: 'passes' | 'refused';
	/** Checks and converts the parameter's value; by default it follows the property's type. */
	schema?: (context: InputContext) => ZodType<unknown>;
}

/** Shapes of what comes out, offered as `output` (lists of receipts) or `simplify` (other lists, and single records). */
export interface OutputSpec {
	/** The key that a single record stands under in the vendor's answer. */
	unwrap?: string;
	/**
	 * Builds the item from request and answer, where the vendor answers with little or nothing.
	 * Undefined: the answer isn't what the vendor's document promises.
	 */
	result?: (answer: unknown, request: RequestInput) => IDataObject | undefined;
	/** Record to ten flat fields or so; several items where a record is a group of them. */
	simplify?: (
		record: IDataObject,
		/** What the list was asked for with. */
		query: RequestInput['query'],
	) => IDataObject | IDataObject[];
	/** Fills names into the items that `simplify` made, where records hold only IDs. */
	named?: (call: Call, items: IDataObject[]) => Promise<void>;
	/** The option that must be on for that; names are always filled in where there is none. */
	namedOption?: string;
	/** Makes the converter from record to accounting receipt; may look things up once per execution. */
	accounting?: (call: Call, records: unknown[]) => Promise<(record: unknown) => IDataObject>;
	/**
	 * Whether the account seems to tell the times of records in another zone than the panel says. It asks little
	 * or nothing for that, and throws nothing.
	 */
	doubtTimes?: (call: Call, records: readonly unknown[]) => Promise<TimesDoubt | undefined>;
	/** What isn't right with the items that `accounting` made, in sentences for the user. */
	problems?: (items: IDataObject[]) => Steps<string[]>;
	/** Makes rows for a table of the items that `accounting` made, where the user wants that. */
	rows?: (items: IDataObject[], input: RequestInput) => Steps<IDataObject[]>;
	/** Query values that accounting needs whatever the user chose. */
	accountingQuery?: Record<string, unknown>;
	/** What of the whole isn't in it, as a sentence for the user; undefined where all is. */
	without?: (call: Call) => string | undefined;
	/** True where a bare text is an answer, too; elsewhere it is taken for broken JSON. */
	text?: boolean;
}

/** That times seem to be told in another zone than the panel says. */
export interface TimesDoubt {
	/** The IANA zone that they seem to be told in. */
	zone: string;
	/** What is to be said of it, in sentences. */
	words: string;
}

/** Items that carry files beside their fields, or say which items of the input they came from. */
export interface ItemsWithFiles {
	withFiles: Array<{
		json: IDataObject;
		binary?: IBinaryKeyData;
		/** Indexes of items of the input; without it, what the operation ran for: its item, or all of them. */
		from?: number[];
	}>;
}

/** A choice in the panel by which all items of the input become one list. */
export interface OneListChoice {
	/** Name of the parameter, with its collection: `options.tableFrom`. */
	parameter: string;
	/** The chosen value that makes it so. */
	value: string;
}

/** One operation: everything the node does for it follows from this entry. */
export interface Endpoint {
	/** Shown in the operation list ("Get Many"). */
	name: string;
	/** Stored in workflows; never changes. */
	value: string;
	/** Sentence for n8n's action list ("Get many receipts"); errors are worded from it. */
	action: string;
	description: string;
	/** Method and path, e.g. `GET /taxes/{id}`. */
	route: string;
	/** The vendor document's section. */
	doc: string;
	fields?: Field[];
	list?: ListSpec;
	/** The date range of an endpoint that isn't a list; lists have theirs in `list.window`. */
	range?: Window;
	output?: OutputSpec;
	/** Rules that concern several fields; throws an `InputError`. Nothing was sent yet. */
	check?: (input: RequestInput) => void;
	/** True where not every account's API has it. */
	mayBeAbsent?: boolean;
	/**
	 * What leaves alone what was done already: a retry of the execution, or any new one as well. The one request
	 * of an endpoint without work of its own does so with a retry where it makes a record.
	 */
	resumes?: 'retried' | 'anew';
	/** True where a token may be created for reading it, as for a write: it prepares one. */
	mayCreateToken?: boolean;
	/** The narrow way out of the table: does the work itself and gives the items. */
	run?: (call: ActionCall) => Promise<IDataObject[] | ItemsWithFiles>;
	/**
	 * True where `run` changes nothing, remembers nothing, and looks at nothing of its item but the checked
	 * input: items that ask for the same then share one reading.
	 */
	reads?: boolean;
	/**
	 * All items of the input are one list for it, always or by any of these choices: it then runs once, with
	 * the parameters of the first item, and finds the list with `oneListOf` (run/oneList.ts).
	 */
	takesOneList?: true | OneListChoice[];
	/** Values of `authentication` that may use it; all when absent. */
	authentication?: string[];
	/** Route differences per `authentication` value (wire names of Kassandro's dates, for one). */
	variants?: Record<string, Partial<Pick<Endpoint, 'list' | 'fields' | 'output'>>>;
}

/** What a node offers operations for, e.g. receipts. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	/**
	 * What its endpoints that need a certain credential are for, after "To": "print a receipt". Present
	 * where there are such endpoints.
	 */
	needsCredentialTo?: string;
	endpoints: Endpoint[];
}

/** What is true of a whole API. */
export interface Api {
	/** Name that people read ("CassaNova"). */
	name: string;
	authentications: Authentication[];
	resources: Resource[];
	/** Lists whose records fields take by name as well, by the panel's method that gives them. */
	namedLists?: NamedLists;
	/** Default of the `timeZone` option. */
	timeZone: string;
	headers?: (method: IHttpRequestMethods) => Record<string, string>;
	/** Query value to its text, before URL encoding. */
	encodeQuery?: (value: unknown, credentials: Credentials) => string;
	/** The vendor's failure in an answer of any status, or undefined when the answer is a success. */
	failure: (status: number, body: unknown) => VendorFailure | undefined;
	/** A sentence on what to do about a failure, where the vendor's API has one of its own. */
	nextStep?: (
		status: number,
		failure: VendorFailure | undefined,
		endpoint: Endpoint,
		credentials: Credentials,
	) => string | undefined;
	/** Calls that the vendor allows per time, for each API (first path segment) and account. */
	pace?: { calls: number; perMs: Milliseconds };
	/** Requests in flight at once for one list. */
	concurrency: number;
	/** True where a write that was answered with 401 was surely not carried out. */
	writesAreSafeAfter401: boolean;
}

/**
 * Everything that belongs to one item's call: what the table and the credential say of it, and what it is
 * carried out with (call.ts). It stands beside `Endpoint` because each of them speaks of the other.
 * @typeParam H who makes it: an action node, a trigger or a picker
 */
export interface Call<H extends Host = Host> extends CallTools<H> {
	api: Api;
	endpoint: Endpoint;
	authentication: Authentication;
	credentials: Credentials;
	/**
	 * The same item's call of another endpoint, or with another input: for what a piece of work asks
	 * beside its own request. Where a request of it fails, the error still says what this call is for.
	 */
	with: (endpoint: Endpoint, input: RequestInput) => Call<H>;
	/** True in polls: names beside IDs may be those that an earlier one has read. */
	keepsNames?: boolean;
	/** Reads another list of the same account completely, e.g. to look names up. */
	readAll: (endpoint: Endpoint) => Promise<unknown[]>;
}

/** The call of an action node, which alone has items of input, files and notes. */
export type ActionCall = Call<IExecuteFunctions>;
