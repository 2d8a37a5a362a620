import { createHash } from 'node:crypto'
import type { StoreEntry } from '@graphkeep/core'

/** An entry as it is kept. */
export interface EntryRecord {
  readonly key: string

  /** Which state of its scope it belongs to. */
  readonly epoch: string
  readonly entry: StoreEntry
}

// Not the beginning of JSON: some backends parse what looks like it.
const mark = 'graphkeep1 '

/** Turns an entry into text. */
export function textOfEntry({ key, epoch, entry }: EntryRecord): string {
  const { value, ...rest } = entry
  return textOf({ ...rest, key, epoch, value: Buffer.from(value).toString('base64') })
}

/** Reads an entry; `undefined` for anything that is none. */
export function entryOfText(text: string): EntryRecord | undefined {
  const fields = fieldsOf(text)
  if (typeof fields?.['value'] !== 'string') return undefined
  const { key, epoch, value, ...rest } = fields as Omit<StoreEntry, 'value'> & {
    key: string
    epoch: string
    value: string
  }
  return { key, epoch, entry: { ...rest, value: new Uint8Array(Buffer.from(value, 'base64')) } }
}

/** Turns anything that JSON can hold into text. */
export function textOf(fields: object): string {
  return mark + JSON.stringify(fields)
}

/** Reads what `textOf` wrote; `undefined` for anything else. */
export function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith(mark)) return undefined
  try {
    return JSON.parse(text.slice(mark.length))
  } catch {
    return undefined
  }
}

/** Makes a name that every backend takes, whatever is in the text, and that nobody reads anything from. */
export function nameOf(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, 40)
}
