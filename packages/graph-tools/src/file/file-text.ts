import { GraphFailure } from '@graphkeep/core'

import { visibleText } from '../text/visible-text.ts'

/** A file that is larger is not read: what it would take to show it does not belong into a conversation. */
export const largestText = 1024 * 1024

/** Says whether a file of this type is text that can be shown as it is. */
export function isTextFile(type: string | undefined, name: string): boolean {
  if (/^text\/|^application\/(json|xml|yaml|x-yaml|javascript|sql|csv)$|\+(json|xml)$/i.test(type ?? ''))
    return true
  return /\.(txt|md|csv|tsv|json|xml|ya?ml|ini|log|sql|toml)$/i.test(name)
}

/**
 * Reads a file's bytes as text, by its byte order mark or else as UTF-8, and as Windows-1252 when it is not UTF-8.
 *
 * @throws {@link GraphFailure} when it is no text after all.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = visibleText(decode(bytes))
  if (!bytes.includes(0) || isUtf16(bytes)) return text
  throw new GraphFailure(
    'The file says that it is text, but it is not. Open it with the program it was made with.',
    {
      status: 200,
    },
  )
}

function decode(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
