import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { attempts, manualClock } from '@graphkeep/core/testing'
import { serve, type Tenant } from '@graphkeep/graph-sim'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'

import { createGraphClient, type GraphClientOptions } from '../../src/client.ts'
import { failureOf } from '../world/open-client.ts'
import { noon, smallTenant } from '../world/open-world.ts'

const tenant = smallTenant()
const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }
const goneAfter = { expiresIn: -10 }

/** A client that has no tokens of its own, and what went over the wire: each token, and the paths that it was sent for. */
function openStateless(options: Partial<GraphClientOptions> = {}) {
  const sent: { readonly token: string | undefined; readonly paths: readonly string[] }[] = []
  const client = createGraphClient({
    clock: manualClock(noon),
    async fetch(input, init) {
      const { url, headers } = new Request(input, init)
      const inner = url.endsWith('$batch')
        ? (JSON.parse(String(init?.body)).requests as { url: string }[])
        : undefined
      const paths = inner?.map(({ url }) => url) ?? [url.slice('https://graph.microsoft.com/v1.0'.length)]
      sent.push({ token: headers.get('authorization')?.slice('Bearer '.length), paths })
      return tenant.fetch(input as string, init as RequestInit)
    },
    ...options,
  })
  return { client, sent }
}

function tokenOf(app: number, options: Parameters<Tenant['token']>[0] = {}): string {
  return tenant.token({ app: `00000000-0000-0000-0000-00000000000${app}`, ...options })
}

describe('a token that comes with a call', () => {
  it('is the only one that the call is sent with, however many others the account has', async () => {
    const calls = fc.array(fc.record({ app: fc.nat(3), top: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(calls, fc.nat(3), async (calls, ended) => {
        const { client, sent } = openStateless()
        const tokens = [0, 1, 2, 3].map((app) => tokenOf(app, app === ended ? goneAfter : {}))
        const outcomes = await Promise.allSettled(
          calls.map(({ app, top }) =>
            client.fetchFor(scope, undefined, { token: tokens[app] ?? '' })(
              `/me/contacts?$top=${top}&$count=${app === 1}`,
            ),
          ),
        )
        for (const [index, { app }] of calls.entries())
          expect(outcomes[index]?.status).toBe(app === ended ? 'rejected' : 'fulfilled')
        for (const { token, paths } of sent) {
          const own = calls.filter(({ app }) => tokens[app] === token)
          for (const path of paths)
            expect(own.map(({ app, top }) => `/me/contacts?$top=${top}&$count=${app === 1}`)).toContain(path)
        }
      }),
      { numRuns: attempts(1000) },
    )
  })

  it('lets the reads of one call go together', async () => {
    const { client, sent } = openStateless()
    const fetch = client.fetchFor(scope, undefined, { token: tokenOf(1) })
    await Promise.all(['/me/messages', '/me/contacts', '/me/events'].map((path) => fetch(path)))
    expect(sent).toEqual([{ token: tokenOf(1), paths: ['/me/messages', '/me/contacts', '/me/events'] }])
  })

  it('goes before those of the client, which others go on with', async () => {
    const { client, sent } = openStateless({ tokens: { token: async () => tokenOf(9) } })
    await Promise.all([
      client.fetchFor(scope)('/me'),
      client.fetchFor(scope, undefined, { token: tokenOf(1) })('/me'),
    ])
    expect(sent.map(({ token }) => token).toSorted()).toEqual([tokenOf(1), tokenOf(9)].toSorted())
  })

  it('ends in one instruction when Graph refuses it, with what Graph asks for', async () => {
    const { client, sent } = openStateless()
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
    const fetch = client.fetchFor(scope, undefined, { token: tokenOf(1) })
    const headers = { 'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa(claims)}"` }
    tenant.faults.add({ times: 1, action: { kind: 'status', status: 401, headers } })
    const challenged = await failureOf(fetch('/me'))
    const ended = await failureOf(client.fetchFor(scope, undefined, { token: tokenOf(1, goneAfter) })('/me'))
    for (const failure of [challenged, ended])
      expect(failure).toMatchObject({
        code: 'ERR_SIGN_IN_REQUIRED',
        message:
          'Microsoft Graph does not take the token that came with the call. Get a new one for the same account, and repeat the call with it.',
      })
    expect([challenged['claims'], ended['claims']]).toEqual([claims, undefined])
    expect(sent).toHaveLength(2)
  })

  it('may be an application’s, whose account stands for me', async () => {
    const { client, sent } = openStateless()
    const token = tokenOf(1, { roles: ['Mail.Read'] })
    await client.fetchFor(scope, undefined, { token })('/me/messages?$top=1')
    expect(sent[0]?.paths[0]).toContain(encodeURIComponent(scope.account))
  })

  it('has to come with each call when the client has none', async () => {
    const { client, sent } = openStateless()
    expect(await failureOf(client.fetchFor(scope)('/me'))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining('Repeat it with a token'),
    })
    expect(sent).toEqual([])
  })

  it('is nowhere in the memory of the process once the call has ended, well or not', async () => {
    const server = await serve(tenant)
    onTestFinished(() => server.close())
    const folder = await mkdtemp(join(tmpdir(), 'brought-token-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const snapshot = join(folder, 'heap.heapsnapshot')
    const program = fileURLToPath(new URL('../processes/bring-token.ts', import.meta.url))
    const tokens = [
      tokenOf(1, { expiresIn: 86_400 }),
      tokenOf(2, goneAfter),
      tokenOf(3, { scopes: ['User.Read'] }),
    ]
    const outcome = new Promise<string>((resolve, reject) => {
      const child = execFile(process.execPath, [program, server.url, snapshot], (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      )
      child.stdin?.end(JSON.stringify({ scope, tokens }))
    })
    expect(JSON.parse(await outcome)).toEqual(['fulfilled', 'rejected', 'rejected'])
    const memory = await readFile(snapshot, 'utf8')
    const parts = tokens.flatMap((token) => token.split('.').slice(1))
    expect(['this text is kept', ...parts].map((text) => memory.includes(text))).toEqual([
      true,
      ...parts.map(() => false),
    ])
  }, 60_000)
})
