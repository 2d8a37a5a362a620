import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { serve } from '@graphkeep/graph-sim'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'
import { expect, it } from 'vitest'

import { openMirror } from '../world/open-mirror.ts'

const program = fileURLToPath(new URL('../processes/follow-changes.ts', import.meta.url))
const path = '/me/mailFolders/inbox/messages'

/** Starts a process that is ready to follow changes, and gives what lets it do so to its end. */
async function follower(input: object): Promise<() => Promise<{ count: number; full: number }>> {
  const child = spawn(process.execPath, [program, JSON.stringify(input)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const line = async (): Promise<string> => (await lines.next()).value ?? ''
  expect(await line()).toBe('ready')
  return async () => {
    child.stdin.write('go')
    return JSON.parse(await line())
  }
}

it('two processes that follow one folder tell each change once, and keep one copy true', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'two-processes-'))
  const world = openMirror({ kind: 'messages', folder: 'inbox' })
  const server = await serve(world.tenant)
  const key = randomBytes(32)
  const database = await openSqlite({ path: join(folder, 'keep.db'), key })
  const copy = join(folder, 'copy.json')
  await writeFile(copy, '[]')

  const input = {
    baseUrl: `${server.url}/v1.0`,
    token: world.tenant.token(),
    path: database.path,
    key: key.toString('hex'),
    scope: world.scope,
    copy,
    times: 6,
  }
  try {
    const followers = await Promise.all([follower(input), follower(input)])
    const before = (await world.list(`${path}?$select=id&$top=100`)).length
    const running = Promise.all(followers.map((follow) => follow()))
    let created = 0
    const ended = running.then(() => true)
    while (!(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100, false))]))) {
      await world.send('POST', path, { subject: `No. ${created}` })
      created += 1
    }
    const told = await running
    const last = await (await follower(input))()
    const messages = await world.list(`${path}?$select=subject&$top=999`)
    expect(JSON.parse(await readFile(copy, 'utf8')).toSorted()).toEqual(
      messages.map(({ id, subject }) => [id, subject]).toSorted(),
    )
    expect(created).toBeGreaterThan(0)
    expect(told.map(({ full }) => full).toSorted()).toEqual([0, 1])
    expect([...told, last].reduce((sum, { count }) => sum + count, 0)).toBe(before + created)
  } finally {
    await database.close()
    await server.close()
    await rm(folder, { recursive: true })
  }
})
