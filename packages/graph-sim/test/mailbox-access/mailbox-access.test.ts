import { describe, expect, it } from 'vitest'
import { createTenant, type Tenant } from '../../src/index.ts'
import { type Answered, clientOf, type GraphClient, testNow } from '../graph-client.ts'

const lukasz = 'lukasz.wojcik@solvang.example'
const zoe = 'zoe.mueller@solvang.example'
const support = 'support@solvang.example'

const open = (): { readonly tenant: Tenant; readonly client: GraphClient } => {
  const tenant = createTenant({ seed: 3, now: testNow, messages: 50, events: 5, contacts: 5, files: 0 })
  return { tenant, client: clientOf(tenant) }
}
const codeOf = ({ status, json }: Answered): readonly unknown[] => [status, json?.['error']?.['code']]
const letter = (from?: string): object => ({
  message: {
    subject: 'On behalf',
    body: { contentType: 'text', content: 'x' },
    toRecipients: [{ emailAddress: { address: zoe } }],
    ...(from === undefined ? {} : { from: { emailAddress: { address: from } } }),
  },
})
const newest = async (tenant: Tenant, user: string): Promise<unknown> =>
  (
    await clientOf(tenant, tenant.token({ user })).get(
      '/me/mailFolders/inbox/messages?$top=1&$select=subject,from,sender',
    )
  ).json['value']?.[0]

describe('the mailbox of somebody else', () => {
  it('is not found by whom its owner has not let in, whatever the token says', async () => {
    const { client } = open()
    for (const path of [
      'messages',
      'mailFolders/inbox',
      'mailFolders/inbox/messages',
      'events',
      'calendar',
      'contacts',
    ])
      expect([path, ...codeOf(await client.get(`/users/${lukasz}/${path}`))]).toEqual([
        path,
        404,
        'ErrorItemNotFound',
      ])
    expect(codeOf(await client.post(`/users/${lukasz}/messages`, {}))).toEqual([403, 'ErrorAccessDenied'])
  })

  it('is open to apps, and to what everybody may ask about a colleague', async () => {
    const { tenant, client } = open()
    const app = clientOf(tenant, tenant.token({ roles: ['Mail.Read'] }))
    expect((await app.get(`/users/${lukasz}/messages?$top=1`)).status).toBe(200)
    expect((await client.get(`/users/${lukasz}/people`)).status).toBe(200)
  })

  it('opens with full access, to writing as well, and closes again', async () => {
    const { tenant, client } = open()
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'fullAccess' })
    expect((await client.get(`/users/${lukasz}/messages?$top=1`)).status).toBe(200)
    expect((await client.post(`/users/${lukasz}/messages`, { subject: 'x' })).status).toBe(201)
    expect((await client.get(`/users/${lukasz}/calendar`)).status).toBe(200)
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'none' })
    expect((await client.get(`/users/${lukasz}/messages`)).status).toBe(404)
  })

  it('needs the permission for shared mailboxes besides', async () => {
    const { tenant } = open()
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'fullAccess' })
    const plain = clientOf(tenant, tenant.token({ scopes: ['Mail.Read'] }))
    expect(codeOf(await plain.get(`/users/${lukasz}/messages`))).toEqual([403, 'ErrorAccessDenied'])
  })

  it('opens folder by folder: what may be read may not be changed', async () => {
    const { tenant, client } = open()
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'read', folder: 'inbox' })
    const list = await client.get(`/users/${lukasz}/mailFolders/inbox/messages?$top=1`)
    expect(list.status).toBe(200)
    const path = `/users/${lukasz}/messages/${list.json['value']?.[0]?.['id']}`
    expect((await client.get(path)).status).toBe(200)
    expect(codeOf(await client.patch(path, { isRead: true }))).toEqual([403, 'ErrorAccessDenied'])
    expect((await client.get(`/users/${lukasz}/mailFolders/sentitems/messages`)).status).toBe(404)
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'write', folder: 'inbox' })
    expect((await client.patch(path, { isRead: true })).status).toBe(200)
  })

  it('opens its calendar apart from its mail', async () => {
    const { tenant, client } = open()
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'read', folder: 'calendar' })
    expect((await client.get(`/users/${lukasz}/events?$top=1`)).status).toBe(200)
    expect(codeOf(await client.post(`/users/${lukasz}/events`, { subject: 'x' }))).toEqual([
      403,
      'ErrorAccessDenied',
    ])
    expect((await client.get(`/users/${lukasz}/messages`)).status).toBe(404)
  })

  it('is shared with people and folders that exist', () => {
    const { tenant } = open()
    const refused = [
      { mailbox: 'nobody', with: lukasz, access: 'fullAccess' },
      { mailbox: lukasz, with: 'nobody', access: 'fullAccess' },
      { mailbox: lukasz, with: zoe, access: 'read', folder: 'Nowhere/At all' },
    ] as const
    for (const share of refused) expect(() => tenant.share(share)).toThrow(RangeError)
  })
})

describe('a shared mailbox', () => {
  it('is open to its members from the start, and to nobody else', async () => {
    const { tenant, client } = open()
    expect((await client.get(`/users/${support}/mailFolders/inbox`)).status).toBe(200)
    const others = new Set<number>()
    for (const { id, mail } of tenant.users) {
      const colleague = clientOf(tenant, tenant.token({ user: id }))
      if (mail !== support) others.add((await colleague.get(`/users/${support}/mailFolders/inbox`)).status)
    }
    expect(others).toEqual(new Set([200, 404]))
  })

  it('sends in its own name, and keeps what was sent through it', async () => {
    const { tenant, client } = open()
    expect((await client.post(`/users/${support}/sendMail`, letter())).status).toBe(202)
    const shown = { emailAddress: { name: 'Customer Support', address: support } }
    expect(await newest(tenant, zoe)).toMatchObject({ from: shown, sender: shown })
    tenant.clock.advance(60_000)
    const kept = await client.get(`/users/${support}/mailFolders/sentitems/messages?$top=1&$select=subject`)
    expect(kept.json['value']?.[0]).toMatchObject({ subject: 'On behalf' })
  })
})

describe('sending in another’s name', () => {
  it('is refused without a right to it', async () => {
    const { client } = open()
    const answer = await client.post('/me/sendMail', letter(lukasz))
    expect(codeOf(answer)).toEqual([403, 'ErrorSendAsDenied'])
    expect(answer.json['error']?.['message']).toMatch(/Cannot submit message\.$/)
  })

  it('names the sender when it is on behalf, and not when it is as the other', async () => {
    const { tenant, client } = open()
    const other = { emailAddress: { name: 'Łukasz Wójcik', address: lukasz } }
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'sendOnBehalf' })
    expect((await client.post('/me/sendMail', letter(lukasz))).status).toBe(202)
    expect(await newest(tenant, zoe)).toMatchObject({
      from: other,
      sender: { emailAddress: { address: tenant.me.mail } },
    })
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'sendAs' })
    tenant.clock.advance(60_000)
    expect((await client.post('/me/sendMail', letter(lukasz))).status).toBe(202)
    expect(await newest(tenant, zoe)).toMatchObject({ from: other, sender: other })
  })

  it('needs full access as well when it goes through the other’s mailbox', async () => {
    const { tenant, client } = open()
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'sendAs' })
    expect(codeOf(await client.post(`/users/${lukasz}/sendMail`, letter()))).toEqual([
      403,
      'ErrorAccessDenied',
    ])
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'fullAccess' })
    expect((await client.post(`/users/${lukasz}/sendMail`, letter())).status).toBe(202)
  })

  it('is not part of full access', async () => {
    const { tenant, client } = open()
    tenant.share({ mailbox: lukasz, with: tenant.me.id, access: 'fullAccess' })
    expect(codeOf(await client.post(`/users/${lukasz}/sendMail`, letter()))).toEqual([
      403,
      'ErrorSendAsDenied',
    ])
  })
})
