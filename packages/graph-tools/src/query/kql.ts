import type { Condition, PropertyTest } from './condition.ts'

/** What mail is searched by (Graph rule 5). */
export interface MailSearch {
  /** Words that must all occur; a phrase stands in double quotes. The same holds for the other texts. */
  readonly text?: string | undefined

  /** Names or addresses, or parts of them. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly cc?: string | undefined
  readonly participants?: string | undefined
  readonly subject?: string | undefined
  readonly body?: string | undefined

  /** Names of attachments. */
  readonly attachment?: string | undefined

  /** The first day. */
  readonly after?: string | undefined

  /** The day after the last. */
  readonly before?: string | undefined
  readonly hasAttachments?: boolean | undefined
}

const texts = ['from', 'to', 'cc', 'participants', 'subject', 'body', 'attachment'] as const

/**
 * Writes the value of `$search`. Everything that the caller gives stands in quotes, so that none of it is taken for an
 * operator; `undefined` when nothing is asked for.
 *
 * @param narrowed Conditions that have to be checked on what is found, and that make it less where KQL can say them.
 */
export function kql(search: MailSearch, narrowed: readonly Condition[] = []): string | undefined {
  const { text, after, before, hasAttachments } = search
  const terms = [
    ...phrases(text),
    ...texts.flatMap((field) => phrases(search[field]).map((phrase) => `${field}:${phrase}`)),
    ...(after === undefined ? [] : [`received>=${after}`]),
    ...(before === undefined ? [] : [`received<${before}`]),
    ...(hasAttachments === undefined ? [] : [`hasAttachments:${hasAttachments}`]),
  ]
  if (terms.length === 0) return undefined
  const all = [...terms, ...narrowed.flatMap((condition) => narrowing(condition) ?? [])]
  return `"${all.join(' AND ').replaceAll(/["\\]/g, '\\$&')}"`
}

/** Splits at white space outside of double quotes, and puts each part in quotes of its own. */
function phrases(text = ''): readonly string[] {
  return (text.match(/"[^"]*"|[^\s"]+/g) ?? [])
    .map((part) => part.replace(/["\\]/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => `"${part}"`)
}

/** Writes what finds at least all that fulfils the condition; `undefined` where KQL cannot say it. */
function narrowing(condition: Condition): string | undefined {
  if (condition.kind === 'test') return narrowingTest(condition)
  if (condition.kind === 'not') return undefined
  const parts = condition.of.map(narrowing)
  const said = parts.filter((part) => part !== undefined)
  if (said.length === 0 || (condition.kind === 'or' && said.length < parts.length)) return undefined
  return `(${said.join(condition.kind === 'or' ? ' OR ' : ' AND ')})`
}

const dayMs = 86_400_000

/** KQL knows days, in the mailbox's own zone, so that a day more on either side has to be looked at. */
function narrowingTest({ facts: { kql }, operator, value }: PropertyTest): string | undefined {
  if (kql === 'received' || kql === 'sent') {
    const around = (days: number): string =>
      new Date(Date.parse(String(value)) + days * dayMs).toISOString().slice(0, 10)
    if (operator === 'ge' || operator === 'gt') return `${kql}>=${around(-1)}`
    return operator === 'le' || operator === 'lt' ? `${kql}<=${around(1)}` : undefined
  }
  if (operator !== 'eq' || value === null) return undefined
  if (kql === 'from') return /^[^\s"\\*]+$/.test(String(value)) ? `from:"${value}"` : undefined
  return kql && `${kql}:${value}`
}
