import type { Freshness, FreshnessWish } from '../cache/freshness.ts'
import { type Clock, systemClock } from '../clock.ts'
import { InvalidInput, InvalidOutput, isGraphkeepError } from '../errors.ts'
import type { Events } from '../events.ts'
import type { Sealer } from '../keys/sealer.ts'
import type { Schema } from '../schema.ts'
import type { Scope } from '../scope.ts'
import type { AnyTool, ToolContext } from './tool.ts'

/** Who calls, and how; filled in by the host. */
export interface CallOptions {
  readonly scope: Scope

  /**
   * An access token of the scope's account, for this call alone. What is cached for the scope is served before Microsoft
   * sees the token, so the scope has to come from whoever has verified the caller. Default: the host's connection.
   */
  readonly token?: string

  /** Aborts the call. Default: never. */
  readonly signal?: AbortSignal

  /** How old an answer may be. Default: what the policy says. */
  readonly freshness?: FreshnessWish

  /** Told how far a long call is. */
  readonly onProgress?: (done: number, total: number | undefined, message?: string) => void
}

/** What a call gives back. */
export interface ToolAnswer {
  readonly output: unknown

  /** How true the output is; absent for tools that are not cached. */
  readonly freshness?: Freshness
}

/** A call on its way: its input has been parsed, its context built. */
export interface ToolCall {
  readonly tool: AnyTool
  readonly input: unknown
  readonly context: ToolContext
  readonly freshness?: FreshnessWish
}

/** One step on the way of a call: may answer, may go on with `next`, may do something round it. */
export type InvokeStep = (
  call: ToolCall,
  next: (call: ToolCall) => Promise<ToolAnswer>,
) => Promise<ToolAnswer>

/** The one door to a set of tools. Every host comes through here. */
export interface Invoker {
  /** In the order they were given; names are unique. */
  readonly tools: readonly AnyTool[]

  /**
   * Calls a tool by name.
   *
   * @throws {@link InvalidInput} for an unknown tool or arguments that do not fit; otherwise what the steps and the tool throw.
   */
  call(name: string, input: unknown, options: CallOptions): Promise<ToolAnswer>
}

/** What an invoker is made of. */
export interface InvokerOptions {
  readonly tools: readonly AnyTool[]

  /** Gives each call its `fetch`: the account's, on behalf of the tool, with the call's own token if it has one. */
  readonly fetchFor: (
    scope: Scope,
    tool: AnyTool,
    options: Pick<CallOptions, 'token'>,
  ) => ToolContext['fetch']

  /** From the outermost to the innermost. Default none. */
  readonly steps?: readonly InvokeStep[]
  readonly events?: Events
  readonly clock?: Clock

  /** For what callers carry from call to call; several processes that share it understand each other's. Default: each process has a key of its own. */
  readonly sealer?: Sealer
}

/**
 * Makes the door to a set of tools: input is parsed, the steps run from first to last, then the tool, and its
 * output is checked.
 *
 * @throws TypeError when two tools share a name.
 *
 * @example
 * ```ts
 * const invoker = createInvoker({ tools: [whoAmI], fetchFor: () => fetch })
 * const { output } = await invoker.call('user_whoami', {}, { scope: { tenant: 't', account: 'a' } })
 * ```
 */
export function createInvoker(options: InvokerOptions): Invoker {
  const { tools, steps = [], fetchFor, events, clock = systemClock, sealer } = options
  const byName = index(tools)
  const parts = { clock, ...(sealer && { sealer }), ...(events && { events }) }
  const run = steps.reduceRight<(call: ToolCall) => Promise<ToolAnswer>>(
    (next, step) => (call) => step(call, next),
    runTool,
  )

  return {
    tools,

    async call(name, input, options) {
      const started = clock.now()
      const known = byName.get(name)
      try {
        const tool = known ?? unknownTool(name, tools)
        options.signal?.throwIfAborted()
        const parsed = await parse(tool.input, input ?? {}, (issues) => new InvalidInput(issues))
        const context = contextFor(options, fetchFor(options.scope, tool, tokenOf(options)), parts)
        const { freshness } = options
        const answer = await run({
          tool,
          input: parsed,
          context,
          ...(freshness !== undefined && { freshness }),
        })
        events?.emit('tool.called', { tool: name, ms: clock.now() - started, outcome: 'ok' })
        return answer
      } catch (error) {
        const code = isGraphkeepError(error) ? error.code : 'ERR_UNEXPECTED'
        const tool = known?.name ?? 'unknown'
        events?.emit('tool.called', { tool, ms: clock.now() - started, outcome: 'error', code })
        throw error
      }
    },
  }
}

async function runTool({ tool, input, context }: ToolCall): Promise<ToolAnswer> {
  const output = await tool.run(input, context)
  return { output: await parse(tool.output, output, (issues) => new InvalidOutput(tool.name, issues)) }
}

async function parse<T>(
  schema: Schema<T>,
  value: unknown,
  refuse: (issues: readonly string[]) => Error,
): Promise<T> {
  const result = await schema['~standard'].validate(value)
  if (!result.issues) return result.value
  throw refuse(
    result.issues.map(({ path, message }) => {
      const place = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
      return place ? `${place}: ${message}` : message
    }),
  )
}

/** A call's token goes nowhere but to its `fetch`. */
function tokenOf({ token }: CallOptions): Pick<CallOptions, 'token'> {
  return token === undefined ? {} : { token }
}

function contextFor(
  { scope, signal, onProgress }: CallOptions,
  fetch: ToolContext['fetch'],
  parts: Pick<ToolContext, 'clock' | 'sealer' | 'events'>,
): ToolContext {
  return {
    scope,
    fetch,
    signal: signal ?? new AbortController().signal,
    ...parts,
    progress: (done, total, message) => onProgress?.(done, total, message),
  }
}

function index(tools: readonly AnyTool[]): ReadonlyMap<string, AnyTool> {
  const byName = new Map<string, AnyTool>()
  for (const tool of tools) {
    if (byName.has(tool.name)) throw new TypeError(`Two tools are called "${tool.name}"`)
    byName.set(tool.name, tool)
  }
  return byName
}

function unknownTool(name: string, tools: readonly AnyTool[]): never {
  const family = name.split('_')[0]
  const near = tools.filter((tool) => tool.name.startsWith(`${family}_`))
  const offered = (near.length > 0 ? near : tools).slice(0, 20).map((tool) => tool.name)
  throw new InvalidInput([`There is no tool "${name}". Available: ${offered.join(', ')}`])
}
