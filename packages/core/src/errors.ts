const brand = Symbol.for('graphkeep.error')

/** Root of every error Graphkeep throws on purpose. Catch it to catch them all. */
export abstract class GraphkeepError extends Error {
  /** A stable identifier. It never changes within a major version; the message may. */
  abstract readonly code: string

  /** Whether the same call may succeed later without any change by the caller. */
  readonly retryable: boolean = false

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    Object.defineProperty(this, brand, { value: true })
    // Until it is read, the engine keeps every function on the stack, and with it the tokens and bodies it closes over.
    void this.stack
  }
}

/** A store did not answer. The driver's own error is the `cause`. */
export class StoreUnavailable extends GraphkeepError {
  override readonly code = 'ERR_STORE_UNAVAILABLE'
  override readonly retryable = true

  /** The name of the store, as its factory reports it. */
  readonly store: string

  constructor(store: string, options?: ErrorOptions) {
    super(`The store "${store}" did not answer`, options)
    this.store = store
  }
}

/** Why a database could not be opened; each asks for something else from its owner. */
export type DatabaseProblem =
  | 'wrong_key'
  | 'keys_lost'
  | 'not_ours'
  | 'corrupt'
  | 'newer_version'
  | 'not_writable'
  | 'full'
  | 'in_use'
  | 'absent'
  | 'taken'
  | 'plaintext'

/** A database was refused, untouched. The message says what to do about it. */
export class DatabaseRefused extends GraphkeepError {
  override readonly code = 'ERR_DATABASE_REFUSED'

  /** What is wrong with it. */
  readonly problem: DatabaseProblem

  constructor(problem: DatabaseProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}

/** A stored value could not be opened: wrong key, or changed bytes. Neither is ever said apart. */
export class DecryptionFailed extends GraphkeepError {
  override readonly code = 'ERR_DECRYPTION_FAILED'

  constructor(options?: ErrorOptions) {
    super('The stored value could not be decrypted', options)
  }
}

/** No master key is to be had, and none was made up. The message names the ways out. */
export class KeyUnavailable extends GraphkeepError {
  override readonly code = 'ERR_KEY_UNAVAILABLE'
}

/** A caller's input did not match a tool's input schema, or names something that does not exist. */
export class InvalidInput extends GraphkeepError {
  override readonly code = 'ERR_INVALID_INPUT'

  /** What was wrong, one message for each problem. */
  readonly issues: readonly string[]

  constructor(issues: readonly string[], options?: ErrorOptions) {
    super(`Invalid input: ${issues.join('; ')}`, options)
    this.issues = issues
  }
}

/** A tool made an answer that its own output schema refuses: a mistake in the tool, never the caller's. */
export class InvalidOutput extends GraphkeepError {
  override readonly code = 'ERR_INVALID_OUTPUT'

  constructor(tool: string, issues: readonly string[], options?: ErrorOptions) {
    super(`The tool "${tool}" made an answer that its schema refuses: ${issues.join('; ')}`, options)
  }
}

/** Nobody is signed in for the scope, or the sign-in has ended. The message says how to sign in. */
export class SignInRequired extends GraphkeepError {
  override readonly code = 'ERR_SIGN_IN_REQUIRED'

  /** What the next sign-in has to prove, as the JSON of a claims request to hand to it; `undefined` for nothing special. */
  readonly claims: string | undefined

  constructor(
    message: string,
    { claims, ...options }: ErrorOptions & { readonly claims?: string | undefined } = {},
  ) {
    super(message, options)
    this.claims = claims
  }
}

/** An earlier call under the same idempotency key may have taken effect or not, and was not repeated. The message says where to look. */
export class OutcomeUnknown extends GraphkeepError {
  override readonly code = 'ERR_OUTCOME_UNKNOWN'
  readonly outcomeUnknown = true
}

/** What Microsoft Graph, or whatever answered in its place, said of a request that failed. */
export interface GraphFailureDetails {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number
  /** Graph's own code, e.g. `ErrorItemNotFound`; `undefined` when the answer had none. */
  readonly graphCode?: string | undefined
  /** Graph's id of the request, for its support. */
  readonly requestId?: string | undefined
  /** How long Graph asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** Whether the same request may be sent again as it is. Default `false`. */
  readonly retryable?: boolean | undefined
  /** Whether a write may have taken effect although no answer says so. Default `false`. */
  readonly outcomeUnknown?: boolean | undefined
}

/** Microsoft Graph refused a request or did not answer it. The message says what happened and what to do next. */
export class GraphFailure extends GraphkeepError implements GraphFailureDetails {
  override readonly code = 'ERR_GRAPH'
  override readonly retryable: boolean
  readonly status: number
  readonly graphCode: string | undefined
  readonly requestId: string | undefined
  readonly retryAfterMs: number | undefined
  readonly outcomeUnknown: boolean

  constructor(message: string, details: GraphFailureDetails, options?: ErrorOptions) {
    super(message, options)
    this.status = details.status
    this.graphCode = details.graphCode
    this.requestId = details.requestId
    this.retryAfterMs = details.retryAfterMs
    this.retryable = details.retryable ?? false
    this.outcomeUnknown = details.outcomeUnknown ?? false
  }
}

/** The closed family: `switch` over `code` narrows to one class. */
export type AnyGraphkeepError =
  | StoreUnavailable
  | DatabaseRefused
  | DecryptionFailed
  | KeyUnavailable
  | InvalidInput
  | InvalidOutput
  | SignInRequired
  | OutcomeUnknown
  | GraphFailure

/**
 * Recognises a Graphkeep error even when two copies of this package are loaded.
 *
 * @example
 * ```ts
 * try {
 *   throw new InvalidInput(['top must be a number'])
 * } catch (error) {
 *   if (isGraphkeepError(error) && error.code === 'ERR_INVALID_INPUT') console.log(error.issues)
 * }
 * ```
 */
export function isGraphkeepError(value: unknown): value is AnyGraphkeepError {
  return typeof value === 'object' && value !== null && brand in value
}
