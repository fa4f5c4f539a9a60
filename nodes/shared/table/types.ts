/** The words of the engine: fields, endpoints, resources, APIs. The place to start reading. */
import type {
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import type { ZodType } from 'zod';
import type { Steps } from '../values/steps';
import type { Day, EpochMs, Milliseconds } from '../values/units';

/** What the process remembers, a part for each class (values/memory.ts). */
export interface Memory {
	/** The part of a kind: always the same one. */
	of: <T extends object>(kind: new () => T) => T;
}

/** Memory for what a reading holds, or all readings of a run together. */
export interface ReadingRoom {
	/** Takes so many bytes more; fewer than none where some go. Throws where there is no room for them. */
	add: (bytes: number) => void;
	/** What was read is gone, and has left so many bytes: what is there can't be refused any more. */
	leave: (bytes: number) => void;
	/** Another part of the same room. */
	part: () => ReadingRoom;
}

/** Whatever n8n context can send our requests: an action node, a trigger, or a picker. */
export type Host = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A credential's fields, as n8n hands them out, secrets and all. */
export type Credentials = ICredentialDataDecryptedObject;

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

/** How a list is cut into pages. */
export interface Pager {
	/** Query parameter that holds the index of the first record. */
	offset: string;
	/** Query parameter that holds the page's size. */
	limit: string;
	/** The largest page that the vendor gives. */
	size: number;
	/** Key of the answer that tells how many records match; absent where the vendor doesn't tell. */
	total?: string;
}

/** How a list takes its date range, and how long a range it accepts; dateWindow.ts makes its fields with it. */
export interface Window {
	/** Parameter and wire names of both ends. */
	from: WindowEnd;
	to: WindowEnd;
	/** Days that one request may cover, both ends counted; absent where the vendor sets no limit. */
	maxDays?: number;
	/** Local day to wire value; `end` says which end of the range it is. */
	format: (day: Day, end: 'from' | 'to', timeZone: string) => string;
	/** True where the wire value of `to` is sure to cover its day (a date-time at the day's end). */
	toIsSure?: boolean;
	/**
	 * Name of the lists of an account that treat `to` alike. Whether it includes its day is then learnt
	 * from the first answer that shows it; until then windows overlap.
	 */
	learnsTo?: string;
	/** Days to read ahead of the range, where the vendor may count them in another zone than the shop. */
	daysBefore?: number;
	/** The field of a record that holds its time; records outside the range are dropped by it. */
	recordTime?: string;
	/**
	 * True where a record's time is UTC, also where it doesn't say so. It then tells its day for sure, and
	 * records outside the range are dropped, however far.
	 */
	recordTimeIsUtc?: boolean;
	/** True where the list can also be asked for without dates. */
	optional?: boolean;
	/** True where days that are chosen by hand are filters of the vendor's own, each for itself. */
	endsTravel?: boolean;
}

interface WindowEnd {
	/** n8n parameter name. */
	parameter: string;
	/** Query parameter name. */
	wire: string;
}

/** A ready date range in local days, both ends included. */
export interface DayRange {
	from: Day;
	to: Day;
}

/** The list part of an endpoint. */
export interface ListSpec {
	/** Where the records stand in the answer: a key, or a reader for undocumented shapes. */
	items: string | ((body: unknown) => unknown[] | undefined);
	/** What identifies a record: a field, or a reader; records are deduplicated by it where they have it. */
	id?: string | ((record: IDataObject) => string | undefined);
	pager?: Pager;
	window?: Window;
	/** What is wrong with a record that isn't what was asked for: nothing is handed on then. */
	refuse?: (
		record: IDataObject,
		input: RequestInput,
	) => { problem: string; advice: string } | undefined;
	/**
	 * True where different records with one ID in one answer all come out, as for books: nothing tells
	 * which is right. Else the first of them does, and a hint says so.
	 */
	keepsLookalikes?: boolean;
	/** True where a part would be worthless (a report): no "Return All" and no "Limit". */
	whole?: boolean;
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
	/** Makes the converter from record to accounting receipt; may look things up once per execution. */
	accounting?: (call: Call, records: unknown[]) => Promise<(record: unknown) => IDataObject>;
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

/** Items that carry files beside their fields. */
export interface ItemsWithFiles {
	withFiles: Array<{ json: IDataObject; binary: IBinaryKeyData }>;
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
	/** True where a retry of the execution leaves alone what an earlier try of it has done. */
	resumes?: boolean;
	/** True where a token may be created for reading it, as for a write: it prepares one. */
	mayCreateToken?: boolean;
	/** The narrow way out of the table: does the work itself and gives the items. */
	run?: (call: Call) => Promise<IDataObject[] | ItemsWithFiles>;
	/**
	 * True where `run` changes nothing, remembers nothing, and looks at nothing of its item but the checked
	 * input: items that ask for the same then share one reading.
	 */
	reads?: boolean;
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

/** One way to authenticate, i.e. one credential type. */
export interface Authentication {
	/** Value of the `authentication` parameter; one entry without a parameter where there is only one. */
	value: string;
	name: string;
	description: string;
	credential: string;
	/** The credential type's name as n8n shows it. n8n shows it in place of `name`. */
	title: string;
	/** The absolute address that request paths are appended to, without a trailing slash. */
	baseUrl: (credentials: Credentials) => string;
	/** Present where requests carry a token that we fetch ourselves. */
	session?: SessionSpec;
	/** The secrets in a credential; they never reach an error. */
	secrets: (credentials: Credentials) => unknown[];
	/** Hidden credential fields that n8n would fill by `preAuthentication`; our requests do without. */
	filled?: Record<string, string>;
	/** True for n8n's OAuth2, which resolves the credential for the first item only. */
	oAuth2?: boolean;
}

/** A GET or POST that fetches a token, without any authentication of its own. */
export type TokenRequest = (request: {
	method: IHttpRequestMethods;
	url: string;
	headers?: Record<string, string>;
	body?: IDataObject;
	/** False where the call has effects in the shop: it is then sent again only after 429. */
	repeatable: boolean;
}) => Promise<TokenResponse>;

/** What answered a {@link TokenRequest}; `body` is parsed where it is JSON. */
export interface TokenResponse {
	status: number;
	body: unknown;
}

/** How a token is fetched and what it belongs to. */
export interface SessionSpec {
	/** Whatever makes two tokens different: base URL, key, kind, register. */
	identity: (credentials: Credentials) => string[];
	/**
	 * Fetches a token. `mayCreate`: whether one may be made that has effects in the shop.
	 * Throws a `SessionError` with a sentence for the user.
	 */
	acquire: (
		send: TokenRequest,
		credentials: Credentials,
		options: { mayCreate: boolean },
	) => Promise<AcquiredToken>;
	/** True where `acquire` may create something in the shop; writes then have a fetch of their own. */
	creates?: boolean;
	/**
	 * Whether the vendor has dropped a token for another one, which is had without effects in the shop.
	 * Asked after a failure that says nothing of tokens; present where the vendor doesn't answer 401.
	 */
	replaced?: (send: TokenRequest, credentials: Credentials, token: string) => Promise<boolean>;
	/** True where the token stands in the credential itself and can't be renewed. */
	isFixed?: (credentials: Credentials) => boolean;
}

/** A token that was fetched. */
export interface AcquiredToken {
	token: string;
	/** How long the token is valid from now on; absent where the vendor doesn't say. */
	validForMs?: Milliseconds;
	/** A sentence for the user where it isn't sure that this is the wanted token. */
	doubt?: string;
}

/** A vendor's own words about a failure. */
export interface VendorFailure {
	code?: string;
	message: string;
}

/** What is true of a whole API. */
export interface Api {
	/** Name that people read ("CassaNova"). */
	name: string;
	authentications: Authentication[];
	resources: Resource[];
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

/** The checked input of one call. */
export interface RequestInput {
	path: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
	options: Record<string, unknown>;
	timeZone: string;
	/** Records wanted at most, where the panel asks for it. */
	limit?: number;
	/** The date range that the user asked for, where the endpoint has a window. */
	range?: DayRange;
}

/** A request body that isn't JSON. */
export interface RawBody {
	/** The header `Content-Type`. */
	contentType: string;
	content: Buffer;
}

/**
 * One HTTP exchange, before credentials are added.
 * @typeParam F what `receive` makes of a file
 */
export interface ApiRequest<F = unknown> {
	method: IHttpRequestMethods;
	/** Path below the base URL, already filled in. */
	path: string;
	/**
	 * A whole address instead of the path. Another host than the credential's is asked without the
	 * credential.
	 */
	url?: string;
	query?: Record<string, unknown>;
	body?: Record<string, unknown>;
	/** A body that isn't JSON. */
	raw?: RawBody;
	/**
	 * Whether a token may be created for it, where the credential allows that. By default only for
	 * writes; a read that prepares a write may, too.
	 */
	mayCreateToken?: boolean;
	/**
	 * Takes a file that the vendor answers with, once all of it is there; what it gives is the result.
	 * Redirects may then lead to other hosts, which are asked without the credential.
	 */
	receive?: (file: ReceivedFile) => Promise<F>;
	/** Whether a file may come from an address that a redirect leads to; from any by default. */
	mayFollow?: (address: URL) => boolean;
	/**
	 * Statuses by which the vendor says no: such an answer is given back and not thrown. A web page with
	 * such a status is somebody else's, and a failure.
	 */
	refusals?: number[];
	/**
	 * Is told, while the answer arrives, how many more bytes of memory it takes; fewer than none where it is
	 * dropped. Throws where there is no room for them.
	 */
	weigh?: (bytes: number) => void;
}

/**
 * What a request gives in the end.
 * @typeParam F what the request's `receive` makes of a file
 */
export type Answer<F = unknown> =
	/** The body is `''` where the vendor sends none. */
	| { kind: 'ok'; status: number; body: unknown }
	/** A no that is a result for the user, such as a coupon that isn't known; with the vendor's words, if any. */
	| { kind: 'refused'; status: number; body: unknown; vendor: VendorFailure | undefined }
	| { kind: 'file'; value: F };

/** A file that has arrived. */
export interface ReceivedFile {
	content: Buffer;
	/** The answer's headers, names in lower case. */
	headers: IDataObject;
	/** The address that it came from, after redirects. */
	url: string;
}

/** An answer by which the vendor says no. */
export type Refusal = Extract<Answer, { kind: 'refused' }>;

/** Everything that belongs to one item's call. */
export interface Call {
	host: Host;
	api: Api;
	endpoint: Endpoint;
	authentication: Authentication;
	credentials: Credentials;
	itemIndex: number;
	/** Checked input of this call; nobody changes it. */
	input: RequestInput;
	/** The part of the run's room that this item reads into; absent where nothing else shares it. */
	room?: ReadingRoom;
	/**
	 * The same item's call of another endpoint, or with another input: for what a piece of work asks
	 * beside its own request. Where a request of it fails, the error still says what this call is for.
	 */
	with: (endpoint: Endpoint, input: RequestInput) => Call;
	/**
	 * Sends one request with authentication, retries and readable errors.
	 * @throws NodeApiError
	 */
	ask: <F>(request: ApiRequest<F>) => Promise<Answer<F>>;
	/** The same, where nothing but the parsed body matters. */
	send: (request: ApiRequest) => Promise<unknown>;
	/** Sends one request without the credential's authentication, as token calls are. */
	sendPlain: TokenRequest;
	/** Forgets a token that the vendor was told to drop: the next request fetches anew. */
	forgetToken: (token: string) => void;
	/** Reads another list of the same account completely, e.g. to look names up. */
	readAll: (endpoint: Endpoint) => Promise<unknown[]>;
	/** The clock. */
	now: () => EpochMs;
	/** What the process remembers. */
	memory: Memory;
	/** Waits; throws an `AbortError` when the execution is cancelled meanwhile. */
	sleep: (ms: Milliseconds) => Promise<void>;
	/** Lets everything else in this process run, and then whoever waited longest. */
	turn: () => Promise<void>;
	/**
	 * Does work while no other work of the same name runs in this process; in the order of asking.
	 * @throws AbortError when the execution was cancelled before the lane was free
	 */
	alone: <T>(name: readonly string[], work: () => Promise<T>) => Promise<T>;
	/** Shows the user a remark beside the output. */
	hint: (message: string) => void;
	/** Values shared by all items of one execution that use the same account, by name. */
	once: <T>(name: string, make: () => Promise<T>) => Promise<T>;
}
