import type { ParsedMime } from './read-mime.ts'

/** Takes out of a message that no parser reads what can be had: its head, line by line, and its text as it stands. */
export function readDamaged(raw: Uint8Array): ParsedMime {
  const source = Buffer.from(raw).toString('latin1')
  const end = source.search(/\r?\n\r?\n/)
  const head = end < 0 ? source : source.slice(0, end)
  const headers = head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = /^([!-9;-~]+)\s*:\s*(.*)$/.exec(line) ?? []
      return name === undefined || value === undefined ? [] : [{ name, value }]
    })
  const header = (wanted: string): string | undefined =>
    headers.find(({ name }) => name.toLowerCase() === wanted)?.value
  return {
    subject: header('subject') ?? null,
    from: undefined,
    sender: undefined,
    to: [],
    cc: [],
    bcc: [],
    replyTo: [],
    messageId: /<[^<>\s]+>/.exec(header('message-id') ?? '')?.[0],
    references: [],
    text: end < 0 ? '' : source.slice(end).trim(),
    html: undefined,
    headers,
    attachments: [],
  }
}
