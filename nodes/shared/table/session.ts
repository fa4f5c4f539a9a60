/** Ways to authenticate, and the tokens that requests carry. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
} from 'n8n-workflow';
import type { Milliseconds } from '../values/units';

/** A credential's fields, as n8n hands them out, secrets and all. */
export type Credentials = ICredentialDataDecryptedObject;

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

/** A token that was fetched. */
export interface AcquiredToken {
	token: string;
	/** How long the token is valid from now on; absent where the vendor doesn't say. */
	validForMs?: Milliseconds;
	/** A sentence for the user where it isn't sure that this is the wanted token. */
	doubt?: string;
}
