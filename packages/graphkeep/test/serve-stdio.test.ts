import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { connectClient, eras } from './support/connect-client.ts'
import { runCommand } from './support/run-command.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const tools = [
  'cache_get_stats',
  'cache_invalidate',
  'cache_task_get_status',
  'cache_task_list',
  'cache_warming_status',
  'calendar_create_event',
  'calendar_list_events',
  'contact_list',
  'email_get',
  'email_list',
  'email_mark_read',
  'email_move',
  'email_search',
  'email_send',
  'file_get',
  'file_list',
  'folder_get_tree',
  'folder_list',
  'user_whoami',
]

describe.each(eras)('graphkeep serve --stdio, seen by a client of %s', (era) => {
  it('lists every tool with schemas and annotations, and answers', async () => {
    const client = await connectClient(['serve', '--stdio', '--sim', '--no-warm'], era)
    const listed = await client.listTools()
    expect(listed.tools.map(({ name }) => name).sort()).toEqual(tools)
    for (const tool of listed.tools) {
      expect(tool.inputSchema['type'], tool.name).toBe('object')
      expect(tool.outputSchema?.['type'], tool.name).toBe('object')
      expect(tool.annotations?.readOnlyHint, tool.name).toBeTypeOf('boolean')
    }
    const answer = await client.callTool({ name: 'email_list', arguments: { top: 3 } })
    expect(answer.isError).not.toBe(true)
    expect((answer.structuredContent as { messages: unknown[] }).messages).toHaveLength(3)
    expect(answer._meta?.['graphkeep/freshness']).toMatchObject({ state: 'fresh', source: 'origin' })
  })

  it('names an unknown or mistyped argument', async () => {
    const client = await connectClient(['serve', '--stdio', '--sim', '--no-warm'], era)
    const answer = await client.callTool({ name: 'email_list', arguments: { top: 'three', tpo: 3 } })
    expect(answer.isError).toBe(true)
    expect(JSON.stringify(answer.content)).toMatch(/top.*tpo|tpo.*top/s)
  })

  it('warms the cache behind the first calls, and shows how far it is', async () => {
    const client = await connectClient(['serve', '--stdio', '--sim'], era)
    await expect
      .poll(async () => (await client.callTool({ name: 'cache_warming_status' })).structuredContent, {
        timeout: 20_000,
      })
      .toMatchObject({ state: 'done' })
    const list = await client.callTool({ name: 'email_list' })
    expect(list._meta?.['graphkeep/freshness']).toMatchObject({ source: 'memory' })
    const tasks = await client.callTool({ name: 'cache_task_list' })
    expect(JSON.stringify(tasks.structuredContent)).toContain('cache.warm')
  })
})

describe('graphkeep serve --stdio', () => {
  it('keeps its encrypted file in the folder it is told, and leaves no write-ahead log after its end', async () => {
    const folder = temporaryFolder()
    const env = { GRAPHKEEP_KEY: randomBytes(32).toString('base64') }
    const client = await connectClient(['serve', '--stdio', '--sim', '--folder', folder], '2026-07-28', env)
    await client.callTool({ name: 'email_list' })
    await client.close()
    expect(existsSync(join(folder, 'graphkeep.db'))).toBe(true)
    await expect.poll(() => existsSync(join(folder, 'graphkeep.db-wal')), { timeout: 10_000 }).toBe(false)
  })

  it('says which tenants there are when it is told none', async () => {
    const { status, stderr, stdout } = await runCommand(['serve', '--stdio'])
    expect(status).toBe(2)
    expect(stderr).toContain('--sim')
    expect(stdout).toBe('')
  })
})
