import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

import { persist, persistFolder } from '../opening/persist.ts'
import type { Place } from '../opening/place.ts'
import { refused } from '../opening/refusals.ts'
import type { Lock } from './lock.ts'

/**
 * Reads the key file beside a database: its locks, or `undefined` when there is none.
 *
 * @throws DatabaseRefused when it is there and not whole, or a newer version wrote it.
 */
export function readKeyFile({ keyFile, path }: Place): readonly Lock[] | undefined {
  if (!existsSync(keyFile)) return undefined
  const { version, locks, sha256 } = parsed(readFileSync(keyFile, 'utf8'))
  if (sha256 !== sumOf(version, locks)) throw refused('keys_lost', path)
  if (version !== 1) throw refused('newer_version', path)
  return locks as readonly Lock[]
}

/** Replaces the key file: whoever reads it finds either the old locks or the new ones, also after a power cut. */
export function writeKeyFile({ keyFile, keyDraft, folder }: Place, locks: readonly Lock[]): void {
  const content = { version: 1, locks, sha256: sumOf(1, locks) }
  writeFileSync(keyDraft, `${JSON.stringify(content)}\n`, { mode: 0o600 })
  persist(keyDraft)
  renameSync(keyDraft, keyFile)
  persistFolder(folder)
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Tells damage from a wrong key, for people; that nobody changed the keys is what their lock says. */
function sumOf(version: unknown, locks: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([version, locks]))
    .digest('hex')
}
