/** What mail is searched by. */
export interface MailSearch {
  /** Words that must all occur; a phrase stands in double quotes. */
  readonly text?: string | undefined
  readonly from?: string | undefined
  readonly subject?: string | undefined

  /** The first day. */
  readonly after?: string | undefined

  /** The day after the last. */
  readonly before?: string | undefined
  readonly hasAttachments?: boolean | undefined
}

/**
 * Writes the value of `$search` (Graph rule 5). Everything that the caller gives stands in quotes, so that none of it
 * is taken for an operator; `undefined` when nothing is asked for.
 */
export function kql({ text, from, subject, after, before, hasAttachments }: MailSearch): string | undefined {
  const terms = [
    ...phrases(text),
    ...phrases(from).map((phrase) => `from:${phrase}`),
    ...phrases(subject).map((phrase) => `subject:${phrase}`),
    ...(after === undefined ? [] : [`received>=${after}`]),
    ...(before === undefined ? [] : [`received<${before}`]),
    ...(hasAttachments === undefined ? [] : [`hasAttachments:${hasAttachments}`]),
  ]
  return terms.length > 0 ? `"${terms.join(' AND ').replaceAll(/["\\]/g, '\\$&')}"` : undefined
}

/** Splits at white space outside of double quotes, and puts each part in quotes of its own. */
function phrases(text = ''): readonly string[] {
  return (text.match(/"[^"]*"|[^\s"]+/g) ?? [])
    .map((part) => part.replace(/["\\]/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => `"${part}"`)
}
