import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

import { isGraphkeepError, KeyUnavailable, masterKeyLength } from '@graphkeep/core'

import type { Absence, FoundKey } from './found-key.ts'
import { keyFromText, textOfKey } from './key-text.ts'
import { howToMakeOne, lostKey, noKey } from './refusals.ts'

/** Returns the key in a file that only its owner may read; made there when there is none, by one process only. */
export function keyInFile(path: string, absence: Absence): FoundKey {
  try {
    const known = read(path)
    if (known) return { key: known, created: false }
    if (absence === 'refuse') throw lostKey(`the key file ${path}`)
    const created = make(path)
    const key = read(path)
    if (key) return { key, created }
  } catch (error) {
    if (isGraphkeepError(error)) throw error
    throw noKey(`the key file ${path} can be neither read nor made`, error)
  }
  throw noKey(`the key file ${path} was removed while it was made`)
}

/** Replaces the key in a file. */
export function keepKeyInFile(path: string, key: Uint8Array): void {
  const draft = draftOf(path)
  try {
    write(draft, `${textOfKey(key)}\n`)
    renameSync(draft, path)
  } catch (error) {
    throw noKey(`the key file ${path} cannot be written`, error)
  } finally {
    if (existsSync(draft)) rmSync(draft)
  }
}

function read(path: string): Uint8Array | undefined {
  const file = statSync(path, { throwIfNoEntry: false })
  if (!file) return undefined
  if (process.platform !== 'win32' && (file.mode & 0o077) !== 0) {
    throw new KeyUnavailable(
      `Others may read the key file ${path}. Take the right from them: chmod 600 ${path}`,
    )
  }
  const key = keyFromText(readFileSync(path, 'utf8'))
  if (!key) throw new KeyUnavailable(`The key file ${path} does not hold 32 bytes as base64. ${howToMakeOne}`)
  return key
}

/** Writes a new key beside the file and gives it the name when it is complete; returns whether nobody was first. */
function make(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = draftOf(path)
  try {
    write(draft, `${textOfKey(randomBytes(masterKeyLength))}\n`)
    return giveName(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

function draftOf(path: string): string {
  return `${path}.${process.pid}.${randomBytes(6).toString('hex')}`
}

function write(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function giveName(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
