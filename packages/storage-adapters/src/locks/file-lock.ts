import { setTimeout as sleep } from 'node:timers/promises'

/** What a lock needs of an SQLite library's connection. */
export interface LockConnection {
  exec(sql: string): unknown
  close(): unknown
}

/** Opens a file with an SQLite library that waits for nobody. */
export type OpenLockFile = (path: string) => LockConnection

/** A lock that is held until it is released or its process ends, however it ends. */
export interface HeldLock {
  release(): void
}

/**
 * Takes the lock that a file stands for; `undefined` while somebody else has it.
 *
 * The file must only ever be touched through here: on POSIX systems, closing any other handle of it frees the lock.
 */
export function tryLock(open: OpenLockFile, path: string): HeldLock | undefined {
  const connection = open(path)
  try {
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { release: () => void connection.close() }
}

/** Waits for the lock; `undefined` when it was not to be had within `waitMs` milliseconds. */
export async function lock(open: OpenLockFile, path: string, waitMs: number): Promise<HeldLock | undefined> {
  const deadline = performance.now() + waitMs
  for (;;) {
    const held = tryLock(open, path)
    if (held || performance.now() >= deadline) return held
    await sleep(5 + Math.random() * 10)
  }
}

/** The two libraries name SQLITE_BUSY in different fields. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 'SQLITE_BUSY') || ('errcode' in error && error.errcode === 5)
}
