import { canonicalJson } from '../canonical-json.ts'
import { InvalidInput, isGraphkeepError, OutcomeUnknown } from '../errors.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { untilAborted } from '../until-aborted.ts'
import type { InvokeStep, ToolAnswer } from './invoker.ts'
import type { ToolContext } from './tool.ts'

/** How long a key stands for its first call, in milliseconds. */
const keyLifetimeMs = 86_400_000

/**
 * Makes the step of an invoker that does a call under a caller's key once: whoever repeats it within 24 hours gets the
 * first answer, at the same time or later, in every process that shares `secrets`. Keys of different scopes never meet.
 *
 * What certainly did nothing frees its key. Where nobody knows, as after a crash, a repeated call is an
 * {@link OutcomeUnknown}, unless the tool says that a second run does no harm. The same key with another tool or other
 * arguments is an {@link InvalidInput}.
 *
 * @param secrets Keeps a hash of each call and its answer; has to be sealed where it is more than memory.
 *
 * @example
 * ```ts
 * const invoker = createInvoker({ tools, fetchFor, steps: [onceStep(createMemorySecrets())] })
 * ```
 */
export function onceStep(secrets: SecretStore): InvokeStep {
  return async (call, next) => {
    const { tool, input, context } = call
    const key = tool.once?.key(input)
    if (key === undefined) return next(call)
    const record = recordOf(secrets, context, `once:${await sha256(key)}`)
    const hash = await sha256(canonicalJson([tool.name, input]))
    const turn = secrets.exclusive(context.scope, record.name, async () => {
      context.signal.throwIfAborted()
      const first = await record.read()
      if (first && first.call !== hash) throw standsForAnother()
      if (first?.answer) return first.answer
      if (first && tool.once?.lookAt !== undefined) throw nobodyKnows(tool.name, tool.once.lookAt)
      return runAndKeep(() => next(call), hash, record)
    })
    return untilAborted(turn, context.signal)
  }
}

/** The answer is given even when it cannot be kept: whoever repeats the call is told then that nobody knows. */
async function runAndKeep(
  run: () => Promise<ToolAnswer>,
  call: string,
  record: CallRecord,
): Promise<ToolAnswer> {
  await record.write({ call })
  try {
    const answer = await run()
    await record.write({ call, answer }).catch(() => undefined)
    return answer
  } catch (error) {
    if (didNothing(error)) await record.remove().catch(() => undefined)
    throw error
  }
}

/** What is kept of a key's first call. */
interface FirstCall {
  /** Hash of the tool's name and its input. */
  readonly call: string

  /** Absent while it runs, and when nobody knows how it ended. */
  readonly answer?: ToolAnswer
}

interface CallRecord {
  readonly name: string
  read(): Promise<FirstCall | undefined>
  write(first: FirstCall): Promise<void>
  remove(): Promise<boolean>
}

function recordOf(secrets: SecretStore, { scope, clock }: ToolContext, name: string): CallRecord {
  const expiresAt = clock.now() + keyLifetimeMs
  return {
    name,

    async read() {
      const kept = await secrets.get(scope, name)
      return kept && (JSON.parse(new TextDecoder().decode(kept)) as FirstCall)
    },

    write: (first) =>
      secrets.set(scope, name, new TextEncoder().encode(JSON.stringify(first)), { expiresAt }),

    remove: () => secrets.delete(scope, name),
  }
}

function didNothing(error: unknown): boolean {
  if (!isGraphkeepError(error) || error.code === 'ERR_INVALID_OUTPUT') return false
  return !('outcomeUnknown' in error && error.outcomeUnknown)
}

function standsForAnother(): InvalidInput {
  return new InvalidInput([
    'The idempotency key stands for another call of the last 24 hours, with another tool or other arguments, and nothing was done now. Repeat that call exactly, or give a new key',
  ])
}

function nobodyKnows(tool: string, lookAt: string): OutcomeUnknown {
  return new OutcomeUnknown(
    `${tool} was called with this idempotency key before, and how that ended is not known: it may have taken effect or not, and was not repeated. ${lookAt} If it did not, call again with a new key.`,
  )
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
