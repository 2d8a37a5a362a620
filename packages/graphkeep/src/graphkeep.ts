import type {
  AnyTool,
  CacheManager,
  CallOptions,
  Clock,
  Events,
  InvokeStep,
  Scope,
  TaskQueue,
  ToolAnswer,
} from '@graphkeep/core'
import type { Accounts } from '@graphkeep/graph-tools/account'
import type { ToolSelection } from '@graphkeep/graph-tools/profiles'
import type { MasterKey } from '@graphkeep/storage-adapters/keyring'

import type { Connect, Connection } from './connect/connection.ts'
import type { HostPolicies } from './split-policies.ts'

/** What Graphkeep is put together from. Only `connect` has no default. */
export interface GraphkeepOptions<C extends Connection = Connection> {
  /** The way to a tenant, e.g. `deviceCode(…)`, `clientSecret(…)` or `simulated()`. */
  readonly connect: Connect<C>

  /** Where data is kept: an encrypted file in `folder`, or this process's memory only. Default `'file'`. */
  readonly storage?: 'file' | 'memory'

  /** The folder of the encrypted file. Default: where the operating system wants an application's data. */
  readonly folder?: string

  /** The master key: 32 bytes, or their text as base64 or hex. Default: `GRAPHKEEP_KEY`, else the operating system's keyring. */
  readonly key?: Uint8Array | string

  /** A file that holds the master key, made with mode 0600 when absent. Default: none. */
  readonly keyFile?: string

  /** What a person remembers, in place of a master key. Default: `GRAPHKEEP_PASSPHRASE`, where there is no key. */
  readonly passphrase?: string

  /**
   * How many bytes of answers may be kept. From 80 % on, what is worth the least goes. Default 2 GiB in a file, 256 MiB in
   * memory.
   */
  readonly limitBytes?: number

  /** Which of Graphkeep's tools are given; signing in asks for what these need, and no more. Default: the profile `assistant`. */
  readonly select?: ToolSelection

  /** Tools of the host's own, which are always given. Default none. */
  readonly tools?: readonly AnyTool[]

  /** What happens round every call, outside of all that Graphkeep does, e.g. `toolSpans(tracer)` of `@graphkeep/cache/opentelemetry`. Default nothing. */
  readonly steps?: readonly InvokeStep[]

  /** What the host wants served otherwise than the policy table says. */
  readonly policies?: HostPolicies

  /** Appends every Graph request as a JSON line: method, URL, tool, permissions; no token, no body. Default: `GRAPHKEEP_RECORD`. */
  readonly recordTo?: string
  readonly events?: Events
  readonly clock?: Clock
}

/** Everything put together: call tools by name, look at the parts, close it when done. */
export interface Graphkeep<C extends Connection = Connection> extends AsyncDisposable {
  /** The tools that can be called, in a fixed order. */
  readonly tools: readonly AnyTool[]

  /**
   * Calls a tool. Without a scope it is about the connection's own account.
   *
   * @throws errors of the family of `@graphkeep/core`, each of which says what to do next.
   */
  call(name: string, input?: unknown, options?: Partial<CallOptions>): Promise<ToolAnswer>

  /** Whose data calls are about by default. */
  scope(): Promise<Scope>

  /** The way to the tenant. */
  readonly connection: C

  /** Who is signed in, and the ways in and out; signing out deletes what was cached, too. Absent where nobody can sign in. */
  readonly accounts?: Accounts

  /** Starts to fetch what will be wanted, behind real calls, as a job of the queue. Returns at once. */
  warm(): Promise<void>

  readonly cache: CacheManager
  readonly queue: TaskQueue
  readonly events: Events

  /** Returns the cache's counters over all processes and restarts that used the file. */
  lifetimeCounters(): Promise<Readonly<Record<string, number>>>

  /** What the file is unlocked with, or where the master key came from; never the key. */
  readonly keyOrigin: MasterKey['origin'] | 'passphrase' | 'none'

  /** The encrypted file; absent with `storage: 'memory'`. `setAside` is where a damaged one was moved. */
  readonly database?: { readonly path: string; readonly setAside?: string }
  close(): Promise<void>
}
