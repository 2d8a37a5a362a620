import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { createTenant, serve } from '@graphkeep/graph-sim'
import { expect, it, onTestFinished } from 'vitest'

import { bearer } from '../src/connect/bearer.ts'
import { createGraphkeep } from '../src/create-graphkeep.ts'

it('a call may bring its own token, and what it read is cached for its scope alone', async () => {
  const tenant = createTenant({ seed: 7, messages: 40, folders: 4, events: 4, contacts: 4, files: 4 })
  const [ada, grace] = tenant.users.filter(({ mail }) => mail !== null)
  const scopeOf = (user = tenant.me) => ({ tenant: tenant.id, account: user.userPrincipalName })
  const heard: unknown[] = []
  const connect = bearer({ scope: scopeOf(), token: 'none', fetch: tenant.fetch as typeof fetch })
  await using keep = await createGraphkeep({ connect, storage: 'memory' })
  for (const name of ['graph.request', 'cache.answer', 'tool.called'] as const)
    keep.events.on(name, (event) => heard.push(event))

  const whoIs = async (user = tenant.me, token = tenant.token({ user: user.id })) => {
    const { output, freshness } = await keep.call('user_whoami', {}, { scope: scopeOf(user), token })
    return { name: (output as { readonly name: string }).name, source: freshness?.source }
  }
  expect(await whoIs(ada)).toMatchObject({ name: ada?.displayName, source: 'origin' })
  expect(await whoIs(grace)).toMatchObject({ name: grace?.displayName, source: 'origin' })
  expect(await whoIs(ada)).toMatchObject({
    name: ada?.displayName,
    source: expect.not.stringContaining('origin'),
  })
  await expect(whoIs(ada, tenant.token({ user: String(grace?.id) }))).rejects.toMatchObject({
    code: 'ERR_SIGN_IN_REQUIRED',
    message: expect.stringContaining('another account'),
  })
  expect(JSON.stringify(heard)).not.toContain('eyJ')
})

it('a token that came with calls is nowhere in memory once they have ended, cached or not', async () => {
  const tenant = createTenant({ seed: 7, messages: 40, folders: 4, events: 4, contacts: 4, files: 4 })
  const server = await serve(tenant)
  onTestFinished(() => server.close())
  const folder = await mkdtemp(join(tmpdir(), 'call-token-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const snapshot = join(folder, 'heap.heapsnapshot')
  const tokens = [{ expiresIn: 9000 }, { expiresIn: -9 }, { scopes: ['User.Read'] }].map((wish) =>
    tenant.token(wish),
  )
  const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }
  const program = fileURLToPath(new URL('processes/bring-token.ts', import.meta.url))
  const running = promisify(execFile)(process.execPath, [program, server.url, snapshot])
  running.child.stdin?.end(JSON.stringify({ scope, tokens }))
  const outcomes = JSON.parse((await running).stdout)
  expect(outcomes).toEqual(
    expect.arrayContaining(['fresh', 'stale', 'written', 'SignInRequired', 'GraphFailure']),
  )
  const memory = await readFile(snapshot, 'utf8')
  const parts = tokens.flatMap((token) => token.split('.').slice(1))
  expect(parts.filter((part) => memory.includes(part)).length).toBe(0)
  expect(memory.includes(scope.account)).toBe(true)
}, 60_000)
