import { describe, expect, it } from 'vitest'

import { bearer, staticToken } from '../../src/auth.ts'
import { type GraphClientOptions, graphChina, graphUsGovernmentL5 } from '../../src/client.ts'
import { catalog } from '../../src/index.ts'
import { whoGrants } from '../../src/permissions/consent.ts'
import { lackingPermissions } from '../../src/permissions/lacking-permissions.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

const app = '00000000-0000-0000-0000-00000000000a'
const tenant = smallTenant()
const mailSend = { name: 'email_send', permissions: { delegated: ['Mail.Send'], application: ['Mail.Send'] } }
const mailList = { name: 'email_list', permissions: { delegated: ['Mail.Read'], application: ['Mail.Read'] } }
const consentPage = `https://login.microsoftonline.com/${tenant.id}/adminconsent?client_id=${app}`

function tokenWith(scopes: readonly string[]): string {
  return tenant.token({ app, scopes })
}

/** Reads mail for a tool that asks for a permission, with tokens that a sign-in has now, and renewed ones. */
function open(granted: readonly string[], renewed = granted, options: Partial<GraphClientOptions> = {}) {
  let [current, renewals] = [tokenWith(granted), 0]
  const tokens = bearer(async (_, { forceRefresh }) => {
    if (forceRefresh) [current, renewals] = [tokenWith(renewed), renewals + 1]
    return current
  })
  const world = openClient({ tenant, tokens, ...options })
  return {
    ...world,
    read: (tool = mailList) => world.fetchFor(world.scope, tool)('/me/messages?$top=1'),
    renewals: () => renewals,
  }
}

describe('a tool whose permission is missing', () => {
  it('works as soon as it was granted, without a new sign-in', async () => {
    const { read, renewals, sent } = open(['User.Read'], ['User.Read', 'Mail.Read'])
    expect((await read()).status).toBe(200)
    expect([renewals(), sent.length]).toEqual([1, 2])
  })

  it('works for all that were refused together, by one new token', async () => {
    const { read, renewals } = open(['User.Read'], ['Mail.Read'], { batchSize: 20 })
    const answers = await Promise.all([read(), read(), read()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(renewals()).toBe(1)
  })

  it('asks for a new token once, and again only after five minutes', async () => {
    const { read, renewals, sent, clock } = open(['User.Read'])
    for (const expected of [1, 1]) {
      await failureOf(read())
      expect(renewals()).toBe(expected)
    }
    expect(sent).toHaveLength(2)
    await clock.advance(300_000)
    await failureOf(read())
    expect(renewals()).toBe(2)
  })

  it('says which, who grants it, and where', async () => {
    expect(await failureOf(open(['User.Read']).read())).toMatchObject({
      code: 'ERR_GRAPH',
      status: 403,
      message: expect.stringMatching(
        /email_list needs the delegated permission Mail.Read, which the sign-in does not have. Sign in again and agree to it; no administrator is needed, unless the tenant wants one. An administrator can grant it at (\S+)\.$/,
      ),
    })
    expect((await failureOf(open(['User.Read']).read())).message).toContain(consentPage)
  })

  it('names only what is missing', async () => {
    const tool = { ...mailSend, permissions: { delegated: ['Mail.Read', 'User.Read'], application: [] } }
    const { message } = await failureOf(open(['User.Read']).read(tool))
    expect(message).toContain('permission Mail.Read, which')
  })

  it('of an application is for an administrator', async () => {
    const tokens = bearer(async () => tenant.token({ app, roles: ['User.Read.All'] }), 'application')
    const { message } = await failureOf(open([], [], { tokens }).read())
    expect(message).toContain(
      'email_list needs the application permission Mail.Read, which the sign-in does not have.',
    )
    expect(message).toContain(
      `Only an administrator can grant it: it has to stand in the app's registration, and is granted at ${consentPage}.`,
    )
  })

  it('of a tool of the host’s own is not said to need nobody', async () => {
    const tool = { name: 'task_get', permissions: { delegated: ['Tasks.Read'], application: [] } }
    const { message } = await failureOf(open(['User.Read']).read(tool))
    expect(message).toContain('Sign in again and agree to it. An administrator can grant it at')
  })

  it.each([
    [graphUsGovernmentL5, 'https://login.microsoftonline.us/'],
    [graphChina, 'https://login.partner.microsoftonline.cn/'],
  ])('is granted in the cloud of %s', async (baseUrl, authority) => {
    const { message } = await failureOf(open(['User.Read'], undefined, { baseUrl }).read())
    expect(message).toContain(`grant it at ${authority}`)
  })
})

describe('a refusal that no permission is to blame for', () => {
  it('asks for no new token, and says so', async () => {
    const world = open(['Mail.ReadWrite'])
    tenant.faults.add({ times: 1, action: { kind: 'status', status: 403 } })
    const { message } = await failureOf(world.read())
    expect(message).toContain('The sign-in has the permissions that email_list needs, but no access')
    expect(world.renewals()).toBe(0)
  })

  it('says what the refusal itself says of it', async () => {
    const error = { code: 'ErrorSendAsDenied', message: 'no' }
    const world = openClient({ tenant, fetch: async () => Response.json({ error }, { status: 403 }) })
    const send = world.fetchFor(world.scope, mailSend)('/me/sendMail', { method: 'POST', body: '{}' })
    const { message } = await failureOf(send)
    expect(message).toContain('Send from its own mailbox')
    expect(message).not.toContain('Mail.Send')
  })

  it('is left open by a token that does not tell', async () => {
    const { fetchFor, scope, sent } = openClient({ tenant, tokens: staticToken('opaque') })
    tenant.faults.add({ times: 1, action: { kind: 'status', status: 403 } })
    const { message } = await failureOf(fetchFor(scope, mailList)('/me/messages'))
    expect(message).toContain('If it is granted, this account has no access')
    expect(sent).toHaveLength(1)
  })
})

describe('permissions', () => {
  it.each([
    ['Mail.Read', 'Mail.ReadWrite', []],
    ['Mail.ReadBasic', 'Mail.Read', []],
    ['Mail.Read', 'Mail.Read.Shared', []],
    ['User.ReadBasic.All', 'User.Read.All', []],
    ['User.ReadBasic.All', 'User.Read', ['User.ReadBasic.All']],
    ['Mail.ReadWrite', 'Mail.Read', ['Mail.ReadWrite']],
    ['Mail.Send', 'Mail.ReadWrite', ['Mail.Send']],
    ['Mail.Read', 'MailboxSettings.Read', ['Mail.Read']],
  ])('%s is or is not included in %s', (needed, granted, lacking) => {
    expect(lackingPermissions([needed], { scp: `openid ${granted}` })).toEqual(lacking)
  })

  it('of an application reach everything at their level', () => {
    expect(lackingPermissions(['Mail.ReadBasic.All'], { roles: ['Mail.Read'] })).toEqual([])
    expect(lackingPermissions(['Mail.Send'], { roles: [] })).toEqual(['Mail.Send'])
    expect(lackingPermissions(['Mail.Send'], {})).toBeUndefined()
  })

  it('are known by who grants them, for every tool of the catalog', () => {
    for (const { permissions } of catalog)
      for (const permission of permissions.delegated)
        expect(whoGrants(permission, 'delegated')).not.toBe('unknown')
  })
})
