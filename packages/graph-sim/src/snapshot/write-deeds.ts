import { createHash } from 'node:crypto'
import type { Caller, Deed } from './journal.ts'

/** A journal as JSON: bytes and callers stand beside it, each once. */
export interface WrittenDeeds {
  readonly deeds: readonly unknown[]
  /** In base64, by their hash. */
  readonly bytes: Readonly<Record<string, string>>
  readonly callers: readonly Caller[]
}

/** Writes a journal as JSON. */
export function writeDeeds(deeds: readonly Deed[]): WrittenDeeds {
  const bytes: Record<string, string> = {}
  const callers = new Map<string, { readonly place: number; readonly caller: Caller }>()
  const keep = (content: Uint8Array): string => {
    if (content.length === 0) return ''
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
    bytes[hash] ??= Buffer.from(content).toString('base64')
    return hash
  }
  const placeOf = (caller: Caller): number => {
    const key = JSON.stringify(caller)
    const known = callers.get(key) ?? { place: callers.size, caller }
    callers.set(key, known)
    return known.place
  }
  const written = deeds.map((deed): unknown => {
    switch (deed.kind) {
      case 'request':
        return {
          ...deed,
          body: keep(deed.body),
          caller: deed.caller === undefined ? undefined : placeOf(deed.caller),
        }
      case 'mail':
        return { ...deed, files: deed.files.map(({ name, raw }) => [name, keep(raw)]) }
      default:
        return deed
    }
  })
  return { deeds: written, bytes, callers: [...callers.values()].map(({ caller }) => caller) }
}
