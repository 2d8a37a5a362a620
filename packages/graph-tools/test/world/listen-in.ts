import { inspect } from 'node:util'

import type { EventName, Events } from '@graphkeep/core'
import { onTestFinished, vi } from 'vitest'

/** Hears what a process tells of itself. */
export interface Listening {
  /** Keeps what an error, an answer or a state would show in any log. */
  hear(value: unknown): void

  /** Notes what nobody may hear. Short words are no secrets. */
  keepSecret(secret: string | undefined): void

  /** How many secrets there are. */
  readonly secrets: ReadonlySet<string>

  /** Returns the secrets that were heard, in any of six encodings, in logs, events or the diagnostic report. */
  leaked(): readonly string[]
}

const eventNames: readonly EventName[] = [
  'cache.answer',
  'cache.refreshed',
  'graph.request',
  'graph.retry',
  'graph.batch',
  'graph.circuit',
  'tool.called',
  'store.degraded',
]

/** Listens to the console, both outputs of the process, and the given events until the test ends. */
export function listenIn(events: Events): Listening {
  const heard: string[] = []
  const secrets = new Set<string>()
  const hear = (value: unknown): void => {
    heard.push(
      typeof value === 'string'
        ? value
        : inspect(value, { depth: 9, showHidden: true, maxStringLength: null }),
    )
    if (value instanceof Error)
      heard.push(String(value.stack), JSON.stringify(value), inspect(value.cause, { depth: 9 }))
  }
  for (const name of eventNames) events.on(name, hear)
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...values) => values.forEach(hear))
  for (const output of [process.stdout, process.stderr])
    vi.spyOn(output, 'write').mockImplementation((text) => {
      hear(String(text))
      return true
    })
  onTestFinished(() => void vi.restoreAllMocks())

  return {
    hear,
    secrets,
    keepSecret: (secret = '') => void (secret.length >= 16 && secrets.add(secret)),

    leaked() {
      const all = [...heard, JSON.stringify(process.report.getReport())].join('\n')
      return [...secrets].filter((secret) => formsOf(secret).some((form) => all.includes(form)))
    },
  }
}

/** What a secret looks like as it is, and in five encodings; inside of a longer text, too. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
    const own = [0, 2, 3][shift]
    return (['base64', 'base64url'] as const).map((encoding) => shifted.toString(encoding).slice(own, -4))
  })
  const wide = Buffer.from(secret, 'utf16le').toString('latin1')
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), wide, ...inBase64]
}
