/** One part of a message that is not its text. */
export interface MimePart {
  readonly name: string
  readonly contentType: string
  readonly disposition: 'attachment' | 'inline'
  readonly contentId: string | undefined
  readonly bytes: Uint8Array
}

/** What a message is written from. */
export interface MimeSource {
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly body: { readonly contentType: 'text' | 'html'; readonly content: string }
  readonly parts: readonly MimePart[]
  /** A text that no part contains. */
  readonly boundary: string
}

const newline = '\r\n'

/** Writes a message as MIME with CRLF line ends, its text and parts in base64. */
export function writeMime({ headers, body, parts, boundary }: MimeSource): string {
  const head = headers.map(({ name, value }) => `${name}: ${encodeHeader(value)}`).join(newline)
  const text = [
    `Content-Type: text/${body.contentType === 'html' ? 'html' : 'plain'}; charset="utf-8"`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(Buffer.from(body.content)),
  ].join(newline)
  if (parts.length === 0) return `${head}${newline}${text}${newline}`
  const sections = [text, ...parts.map(writePart)].map(
    (section) => `--${boundary}${newline}${section}${newline}`,
  )
  return `${head}${newline}Content-Type: multipart/mixed; boundary="${boundary}"${newline}${newline}${sections.join('')}--${boundary}--${newline}`
}

function writePart({ name, contentType, disposition, contentId, bytes }: MimePart): string {
  const isMessage = contentType === 'message/rfc822'
  const lines = [
    `Content-Type: ${contentType}; name="${encodeHeader(name).replaceAll('"', '')}"`,
    `Content-Disposition: ${disposition}; filename*=utf-8''${encodeURIComponent(name)}`,
    ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
    ...(isMessage ? [] : ['Content-Transfer-Encoding: base64']),
    '',
    isMessage ? Buffer.from(bytes).toString('latin1') : base64Lines(bytes),
  ]
  return lines.join(newline)
}

function base64Lines(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('base64')
    .replace(/.{76}(?=.)/g, `$&${newline}`)
}

/** Encodes the words of a header that are not ASCII; line breaks cannot get in. */
function encodeHeader(value: string): string {
  const line = value.replace(/[\r\n]+\s*/g, ' ')
  return line.replace(/[^\s<>",;]*[^\x20-\x7e][^<>",;]*/g, (word) => {
    const chunks = chunksOf(word.trimEnd())
    return (
      chunks.map((chunk) => `=?utf-8?B?${Buffer.from(chunk).toString('base64')}?=`).join(`${newline} `) +
      word.slice(word.trimEnd().length)
    )
  })
}

/** Encoded words hold 75 characters at most, so long texts are cut at whole characters. */
function chunksOf(text: string): readonly string[] {
  const chunks: string[] = []
  let current = ''
  for (const character of text) {
    if (Buffer.byteLength(current + character) > 42) {
      chunks.push(current)
      current = ''
    }
    current += character
  }
  return [...chunks, current]
}
