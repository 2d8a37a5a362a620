import { closeSync, existsSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

import { applicationId } from '../schema/format.ts'
import { persistFolder } from './persist.ts'
import type { Place } from './place.ts'
import { readBytes } from './read-bytes.ts'

/** Says whether a file is a plain SQLite database. Nobody in this process may have it open with SQLite. */
export function isPlain(path: string): boolean {
  return readBytes(path, 0, 16).toString('latin1') === 'SQLite format 3\0'
}

/** Says whether a file is a database of ours that is not encrypted. Nobody in this process may have it open with SQLite. */
export function isOurPlaintext(path: string): boolean {
  const header = readBytes(path, 0, 100)
  return isPlain(path) && header.length === 100 && header.readUInt32BE(68) === applicationId
}

/** What of a plain database holds content, the log first: a file without its log must never have the file's name. */
const parts = ['-wal', ''] as const

/** Moves a plain database out of the way; `settlePlaintext` then moves it back, or wipes it once another took its place. */
export function moveAway({ path, plaintext }: Place): void {
  for (const suffix of parts.toReversed())
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${plaintext}${suffix}`)
  rmSync(`${path}-shm`, { force: true })
}

/** Ends what somebody began who was killed while encrypting a plain database. Call it while holding the gate. */
export function settlePlaintext({ path, plaintext, folder }: Place): void {
  if (!existsSync(plaintext)) return
  if (existsSync(path)) for (const suffix of parts) wipe(`${plaintext}${suffix}`)
  else {
    for (const suffix of parts)
      if (existsSync(`${plaintext}${suffix}`)) renameSync(`${plaintext}${suffix}`, `${path}${suffix}`)
  }
  persistFolder(folder)
}

/** Overwrites a file before it is removed. */
function wipe(path: string): void {
  if (!existsSync(path)) return
  const file = openSync(path, 'r+')
  try {
    const zeros = Buffer.alloc(1024 * 1024)
    for (let left = fstatSync(file).size, at = 0; left > 0; left -= zeros.length, at += zeros.length)
      writeSync(file, zeros, 0, Math.min(left, zeros.length), at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(path)
}
