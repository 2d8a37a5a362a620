import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { isGraphkeepError } from '@graphkeep/core'

import { openSqlite } from '../../src/sqlite.ts'
import { put, textAt } from '../support/entries.ts'
import { input, tell } from './parent.ts'

const { folder, key } = input<{ folder: string; key: string }>()
const path = join(folder, 'test.db')
const ballast = join(folder, 'ballast')

writeFileSync(ballast, Buffer.alloc(1_000_000))
await openAt('small.db')
const database = await openSqlite({ path, key: Buffer.from(key, 'hex') })
const written: string[] = []
const full = await fill(String)
tell(JSON.stringify({ count: written.length, full, kept: await areKept() }))

rmSync(ballast)
tell(
  JSON.stringify({
    recovered: await put(database.store, 'after', Buffer.from('after')),
    kept: await areKept(),
  }),
)
await database.close()

fillFile(ballast)
tell(JSON.stringify({ opened: await openAt('small.db'), created: await openAt('new.db') }))
rmSync(ballast)
for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
tell(JSON.stringify({ opened: await openAt('small.db'), created: await openAt('new.db') }))
process.exit(0)

/** Stores entries until the store refuses one; returns how it refuses. */
async function fill(nameOf: (index: number) => string): Promise<unknown> {
  for (let index = 0; ; index += 1) {
    try {
      await put(database.store, nameOf(index), Buffer.alloc(20_000, nameOf(index)))
      written.push(nameOf(index))
    } catch (error) {
      return codeOf(error)
    }
  }
}

/** Opens a database and closes it; returns what was set aside, or how it refuses. */
async function openAt(name: string): Promise<unknown> {
  try {
    await using opened = await openSqlite({ path: join(folder, name), key: Buffer.from(key, 'hex') })
    return opened.setAside ?? 'sound'
  } catch (error) {
    return codeOf(error)
  }
}

async function areKept(): Promise<boolean> {
  for (const name of written) {
    if ((await textAt(database.store, name)) !== Buffer.alloc(20_000, name).toString()) return false
  }
  return true
}

function codeOf(error: unknown): unknown {
  if (!isGraphkeepError(error)) return String(error)
  return `${error.code} ${'problem' in error ? error.problem : (error.cause as { readonly code?: string }).code}`
}

function fillFile(name: string): void {
  try {
    writeFileSync(name, Buffer.alloc(16_000_000))
  } catch {
    // What fitted is there, and that is the purpose.
  }
}
