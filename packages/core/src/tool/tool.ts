import type { CacheResource } from '../cache/policy.ts'
import type { Clock } from '../clock.ts'
import type { Events } from '../events.ts'
import type { Sealer } from '../keys/sealer.ts'
import type { Schema } from '../schema.ts'
import type { Scope } from '../scope.ts'

/** What calling a tool does to the world. Drives confirmation, retries and caching. */
export type ToolEffect = 'read' | 'write' | 'destructive'

/** The least privileged Microsoft Graph permissions that suffice, for each way of signing in. */
export interface ToolPermissions {
  /** On behalf of a user. Empty when the tool makes no request. */
  readonly delegated: readonly string[]
  /** As the application itself. Empty when it cannot be used so. */
  readonly application: readonly string[]
}

/** What a tool may reach for. Built by the host for every call. */
export interface ToolContext {
  /** Whose data the call is about. */
  readonly scope: Scope

  /**
   * A `fetch` for paths below the API's version, e.g. `/me/messages`. It carries the scope's token, stays on the
   * Graph host, waits and repeats as Graph asks, and rejects with `GraphFailure` for every answer that is not a success.
   */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>

  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal

  readonly clock: Clock

  /** Seals what a caller carries from call to call, such as where a list goes on. Absent: nothing of it outlives the process. */
  readonly sealer?: Sealer

  /** Where what a host should know of is told. Absent: nobody listens. */
  readonly events?: Pick<Events, 'emit'>

  /** Tells the caller how far a long call is; `total` is `undefined` while unknown. */
  progress(done: number, total: number | undefined, message?: string): void
}

/** How a read tool's answers are cached. */
export interface ToolCache<input, output> {
  /** The row of the policy table. */
  readonly resource: CacheResource

  /** What the answer was read from. */
  tags(output: output, input: input): readonly string[]
}

/** How a call under a key of the caller's is done once, however often it comes. */
export interface ToolOnce<input> {
  /** Returns the caller's key; `undefined` when it gave none, and then every call runs. */
  key(input: input): string | undefined

  /**
   * Says where to look when nobody knows whether a call took effect, as a sentence. Absent: a second run under the same
   * key does no more than one, so that the tool is simply run again.
   */
  readonly lookAt?: string
}

/** A named, typed operation. It is plain data with a few functions; hosts decide how to expose it. */
export interface Tool<input, output> {
  /** Unique within a catalog, `family_verb` in snake case, e.g. `email_list`. */
  readonly name: string

  /** A few words for a person. */
  readonly title: string

  /** When to use it and what it returns, written for a model. The decisive sentence stands first. */
  readonly description: string
  readonly effect: ToolEffect

  /** Whether repeating a call with the same input changes nothing more. Default: only for reads. */
  readonly idempotent?: boolean

  /**
   * Lets callers repeat a call without its being done twice, where the host has the step for it. The tool then has to
   * fail with `outcomeUnknown` whenever it may have taken effect. Absent: every call runs.
   */
  readonly once?: ToolOnce<input>

  /** Whether answers hold what strangers wrote, or the call reaches them. Default `true`. */
  readonly openWorld?: boolean
  readonly permissions: ToolPermissions
  readonly input: Schema<input>
  readonly output: Schema<output>

  /** How answers are cached. Absent: never. Only for effect `read`. */
  readonly cache?: ToolCache<input, output>

  /** The tags that the call makes untrue; asked before it runs without `output`, and again with it. Default none. */
  invalidates?(input: input, output: output | undefined): readonly string[]

  run(input: input, context: ToolContext): Promise<output>
}

/** A tool whose types have been forgotten, for lists. */
// biome-ignore lint/suspicious/noExplicitAny: `never`/`unknown` cannot express "some tool".
export type AnyTool = Tool<any, any>

/**
 * Freezes a tool and infers its types from its schemas.
 *
 * @example
 * ```ts
 * const whoAmI = defineTool({
 *   name: 'user_whoami',
 *   title: 'Who am I',
 *   description: 'Returns the id of the signed-in user.',
 *   effect: 'read',
 *   permissions: { delegated: ['User.Read'], application: [] },
 *   input: z.object({}),
 *   output: z.object({ id: z.string() }),
 *   async run(_input, { fetch, signal }) {
 *     const response = await fetch('/me?$select=id', { signal })
 *     return (await response.json()) as { id: string }
 *   },
 * })
 * ```
 */
export function defineTool<input, output>(tool: Tool<input, output>): Tool<input, output> {
  return Object.freeze(tool)
}
