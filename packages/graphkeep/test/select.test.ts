import { randomBytes } from 'node:crypto'
import { type AnyTool, defineTool } from '@graphkeep/core'
import { catalog, permissionsOf } from '@graphkeep/graph-tools'
import type { ToolSelection } from '@graphkeep/graph-tools/profiles'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { startExchangeService } from '../../graph-tools/test/world/exchange-service.ts'
import {
  type Connect,
  createGraphkeep,
  deviceCode,
  importedRefreshToken,
  interactive,
  onBehalfOf,
  simulated,
  webApp,
} from '../src/index.ts'
import { temporaryFolder } from './support/temporary-folder.ts'
import { startTenantWithSignIn, type TenantWithSignIn } from './support/tenant-with-sign-in.ts'

let world: TenantWithSignIn

beforeAll(async () => {
  world = await startTenantWithSignIn()
})

afterAll(() => world.close())

/** A tool of the host's own, with a permission that no tool asks for that only reads. */
const hostSend = defineTool({
  name: 'host_send',
  title: 'Send',
  description: 'Sends.',
  effect: 'destructive',
  permissions: { delegated: ['Mail.Send'], application: [] },
  input: z.strictObject({}),
  output: z.object({}),
  run: async () => ({}),
})

interface Given {
  readonly select?: ToolSelection
  readonly tools?: readonly AnyTool[]
  readonly permissions?: readonly string[]
}

async function open<C extends Connect>(connect: C, { select, tools }: Given = {}) {
  const keep = await createGraphkeep({
    connect: connect as C & Connect<Awaited<ReturnType<C>>>,
    storage: 'memory',
    ...(select && { select }),
    ...(tools && { tools }),
  })
  onTestFinished(() => keep.close())
  return keep
}

function app({ permissions }: Given, fetch = world.fetch) {
  const { authority, clientId, tenant } = world.provider
  return { authority, clientId, tenant, baseUrl: world.baseUrl, fetch, ...(permissions && { permissions }) }
}

describe('the tools that a host selects', () => {
  it('are the only ones there are, of every family, beside the host’s own', async () => {
    const select = { profile: 'calendar', effects: ['read'], exclude: ['cache'] } as const
    const keep = await open(simulated(), { select, tools: [hostSend] })
    expect(keep.tools.map(({ name }) => name)).toEqual([
      'calendar_list_events',
      'contact_list',
      'user_whoami',
      'host_send',
    ])
    for (const name of ['email_list', 'calendar_create_event', 'cache_get_stats'])
      await expect(keep.call(name)).rejects.toMatchObject({
        code: 'ERR_INVALID_INPUT',
        message: expect.stringMatching(`There is no tool "${name}".*calendar_list_events`),
      })
  })

  it('may leave out signing in, and can name its tools where nobody signs in', async () => {
    const names = async (connect: Connect, select: ToolSelection) =>
      (await open(connect, { select })).tools.map(({ name }) => name)
    const { clientId } = world.provider
    expect(await names(deviceCode({ clientId }), {})).toContain('account_sign_in')
    expect(await names(deviceCode({ clientId }), { exclude: ['account'] })).not.toContain('account_sign_in')
    expect(await names(simulated(), { exclude: ['account'] })).toContain('email_list')
  })

  it('that only read have nobody told to call a tool that there is not', async () => {
    const keep = await open(deviceCode(app({})), { select: { profile: 'read' } })
    const { output } = await keep.call('account_status')
    const refused = await keep.call('user_whoami').catch((error: Error) => error)
    const { detail } = await keep.connection.state()
    const scope = { tenant: 't', account: 'eve' }
    const named = await keep.call('email_list', {}, { scope }).catch((error: Error) => error)
    for (const said of [JSON.stringify(output), String(refused), detail, String(named)])
      expect(said).not.toMatch(/account_sign_in(?! if it is among the tools)/)
    expect(String(refused)).toMatch(/Open https:\S+ and enter the code/)
  })

  it('are refused before anything is opened when there is no such tool', async () => {
    const connect: Connect = () => expect.fail('connected')
    const folder = '/dev/null/never-made'
    await expect(createGraphkeep({ connect, folder, select: { include: ['email_lits'] } })).rejects.toThrow(
      /"email_lits".*email, folder.*account/,
    )
  })

  it('need not include what a policy is about', async () => {
    const brief = { freshMs: 1_000, staleMs: 2_000, graceMs: 3_000 }
    const options = { connect: simulated(), storage: 'memory', policies: { email_list: brief } } as const
    await using keep = await createGraphkeep({ ...options, select: { profile: 'calendar' } })
    expect(keep.tools.map(({ name }) => name)).not.toContain('email_list')
  })
})

describe('the permissions that signing in asks for', () => {
  const enough = new Error('enough')

  /** How each way asks, and what for. */
  const ways: Record<string, (given: Given, note: (scope: unknown) => void) => Promise<unknown>> = {
    async deviceCode(given, note) {
      const keep = await open(deviceCode(app(given, noting('/devicecode', note))), given)
      await keep.connection.signIn(() => {})
    },
    async interactive(given, note) {
      const keep = await open(interactive(app(given)), given)
      const caller = new AbortController()
      const show = ({ url }: { readonly url: string }) => {
        note(new URL(url).searchParams.get('scope'))
        caller.abort(enough)
      }
      await keep.connection.signIn(show, { signal: caller.signal })
    },
    async importedRefreshToken(given, note) {
      const refreshToken = await world.provider.refreshTokenOfAnother()
      await open(importedRefreshToken({ ...app(given, noting('/token', note)), refreshToken }), given)
    },
    async webApp(given, note) {
      const { confidential, redirectUri } = world.provider
      const { clientId, secret } = confidential.secret
      const keep = await open(webApp({ ...app(given), clientId, credential: { secret }, redirectUri }), given)
      note(new URL(await keep.connection.connections.begin('user')).searchParams.get('scope'))
    },
    async onBehalfOf(given, note) {
      const service = await startExchangeService()
      onTestFinished(() => service.close())
      const { authority, clientId, fetch } = service
      const credential = { secret: 'a secret of the app' }
      const inbound = () => service.inbound()
      const keep = await open(
        onBehalfOf({ ...app(given), authority, clientId, fetch, credential, inbound }),
        given,
      )
      const scope = { tenant: world.provider.tenant, account: 'ada@contoso.example' }
      await keep.connection.tokens.token(scope)
      note(service.asked.at(-1)?.['scope'])
    },
  }

  function noting(path: string, note: (scope: unknown) => void): typeof globalThis.fetch {
    return async (input, init) => {
      if (!new URL(String(input)).pathname.endsWith(path)) return world.fetch(input, init)
      note(new URLSearchParams(String(init?.body)).get('scope'))
      throw enough
    }
  }

  async function asked(way: string, given: Given): Promise<readonly string[]> {
    let noted = ''
    await ways[way]?.(given, (scope) => {
      noted = String(scope)
    }).catch(() => {})
    return noted
      .split(' ')
      .filter((name) => name.includes('.'))
      .toSorted()
  }

  it.each(Object.keys(ways))('are those of the given tools, and no more, with %s', async (way) => {
    const reads = permissionsOf(
      catalog.filter(({ effect }) => effect === 'read'),
      'delegated',
    )
    expect(reads.filter((name) => /write|send/i.test(name))).toEqual([])
    expect(await asked(way, { select: { effects: ['read'] } })).toEqual(reads)
    const given = { select: { profile: 'calendar', effects: ['read'] }, tools: [hostSend] } as const
    expect(await asked(way, given)).toEqual([
      'Calendars.ReadBasic',
      'Contacts.Read',
      'Mail.Send',
      'User.Read',
    ])
    expect(await asked(way, { ...given, permissions: ['Mail.Read'] })).toEqual(['Mail.Read'])
    expect(await asked(way, {})).toEqual(permissionsOf(catalog, 'delegated'))
  })

  it('are all that a token opens, and a changed profile adds its own at the next sign-in', async () => {
    const { provider } = world
    onTestFinished(() => provider.consent(permissionsOf(catalog, 'delegated')))
    const place = { folder: temporaryFolder(), key: randomBytes(32) }
    const start = (profile: ToolSelection['profile'] & object) =>
      createGraphkeep({ ...place, connect: interactive(app({})), select: { profile, effects: ['read'] } })
    const tokenOf = async ({ connection }: Awaited<ReturnType<typeof start>>) =>
      provider.permissionsOf(await connection.tokens.token(await connection.scope()))
    const mail = ['Contacts.Read', 'Mail.Read', 'Mail.ReadBasic', 'User.Read']
    const both = [...mail, 'Calendars.ReadBasic']

    await using before = await start(['mail'])
    await before.connection.signIn(({ url }) => void provider.browse(url))
    expect((await tokenOf(before)).toSorted()).toEqual(mail)
    await before.close()

    provider.consent(mail)
    await using after = await start(['mail', 'calendar'])
    expect((await tokenOf(after)).toSorted()).toEqual(mail)
    provider.consent(permissionsOf(catalog, 'delegated'))
    await after.connection.signIn(({ url }) => void provider.browse(url))
    expect((await tokenOf(after)).toSorted()).toEqual(both.toSorted())
  })
})
