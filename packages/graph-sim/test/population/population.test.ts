import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createTenant } from '../../src/index.ts'
import { clientOf, type GraphClient, testNow } from '../graph-client.ts'

async function everything(client: GraphClient): Promise<string> {
  const paths = [
    '/users',
    '/me/mailFolders?$top=50',
    '/me/messages?$top=999',
    '/me/events?$top=500',
    '/me/contacts?$top=300',
    '/me/drive/root/children',
  ]
  const texts = await Promise.all(paths.map(async (path) => (await client.get(path)).text))
  return texts.join('\n')
}

const make = (seed: number, now = testNow) =>
  clientOf(
    createTenant({
      seed,
      now,
      messages: 400,
      events: 60,
      contacts: 40,
      files: 150,
      throttling: { concurrency: 10 },
    }),
  )

describe('the population', () => {
  it('is the same to the byte for the same seed and time, and another for another seed', async () => {
    const [first, second, third] = await Promise.all([
      everything(make(1)),
      everything(make(1)),
      everything(make(2)),
    ])
    expect(first === second).toBe(true)
    expect(first === third).toBe(false)
  })

  it('is of 25 people, 40 folders, 3,000 messages, 500 events, 300 contacts and 1,500 files by default', async () => {
    const client = clientOf(createTenant({ now: testNow }))
    expect(client.tenant.users).toHaveLength(29)
    const people = await client.all("/users?$filter=userType eq 'Member' and accountEnabled eq true")
    const disabled = await client.all("/users?$filter=userType eq 'Member' and accountEnabled eq false")
    expect(people.length + disabled.length).toBe(27)
    expect((await client.get('/me/messages/$count')).text).toBe('3000')
    expect((await client.get('/me/events/$count')).text).toBe('500')
    const folders = await client.all('/me/contactFolders')
    const inFolder = await client.get(`/me/contactFolders/${folders[0]?.['id']}/contacts/$count`)
    expect(Number((await client.get('/me/contacts/$count')).text) + Number(inFolder.text)).toBe(300)
    const count = async (path: string): Promise<number> => {
      let files = 0
      for (const row of await client.all(`${path}/children?$select=id,folder`))
        files += row['folder'] === undefined ? 1 : await count(`/me/drive/items/${row['id']}`)
      return files
    }
    expect(await count('/me/drive/root')).toBe(1500)
  })

  it('has mail of today and none of tomorrow, at any time of the day', async () => {
    for (const now of ['2026-11-18T00:10:00Z', '2026-11-18T23:50:00Z', '2028-02-29T12:00:00Z']) {
      const client = clientOf(createTenant({ now: new Date(now), files: 0, events: 0, contacts: 0 }))
      const { json } = await client.get('/me/messages?$top=1&$select=receivedDateTime')
      const newest = json['value']?.[0]?.['receivedDateTime'] as string
      expect(newest.slice(0, 10)).toBe(now.slice(0, 10))
      expect(newest <= now).toBe(true)
    }
  })

  it('reads like a company: conversations with answers, newsletters with hidden text and pixels, invoices with PDFs', async () => {
    const rows = await make(1).all('/me/messages?$top=500&$expand=attachments($select=name)')
    const bodies = rows.map((row) => row['body']?.['content'] as string)
    expect(
      bodies.some((body) => /display:none;max-height:0/.test(body) && /width="1" height="1"/.test(body)),
    ).toBe(true)
    expect(
      rows.some((row) => row['attachments']?.some((one) => /^Invoice_.*\.pdf$/.test(one['name'] as string))),
    ).toBe(true)
    const lengths = new Map<unknown, number>()
    for (const row of rows) lengths.set(row['conversationId'], (lengths.get(row['conversationId']) ?? 0) + 1)
    expect(Math.max(...lengths.values())).toBeGreaterThan(3)
    expect(bodies.some((body) => /<b>From:<\/b>/.test(body))).toBe(true)
    const senders = rows.map((row) => row['from']?.['emailAddress']?.['name']).join()
    expect(senders).toMatch(/\p{Script=Han}/u)
    expect(rows.some((row) => row['isDraft'])).toBe(true)
    expect(bodies.some((body) => /\{\w+\}/.test(body.replace(/<style[\s\S]*?<\/style>/g, '')))).toBe(false)
  })

  it('gives the others small mailboxes, made when they are asked for', async () => {
    const client = clientOf(createTenant({ now: testNow }))
    const { tenant } = client
    const other = clientOf(tenant, tenant.token({ user: 'lukasz.wojcik@solvang.example' }))
    expect((await other.get('/me/messages/$count')).text).toBe('36')
    expect((await other.get('/users/lukasz.wojcik@solvang.example/messages?$top=1')).status).toBe(200)
  })

  it('has files that are what their names say', async () => {
    const client = make(1)
    const beginnings: Readonly<Record<string, string>> = {
      pdf: '%PDF-',
      png: '\x89PNG',
      jpg: '\xff\xd8\xff',
      zip: 'PK',
      docx: 'PK',
      xlsx: 'PK',
      pptx: 'PK',
    }
    const rows = await client.all("/me/drive/root/search(q='o')?$top=200")
    const seen = new Set<string>()
    for (const row of rows) {
      const type = (row['name'] as string).split('.').at(-1) ?? ''
      if (seen.has(type) || beginnings[type] === undefined) continue
      seen.add(type)
      const bytes = Buffer.from(
        await (await client.tenant.fetch(row['@microsoft.graph.downloadUrl'] as string)).arrayBuffer(),
      )
      expect(bytes.toString('latin1', 0, 8).startsWith(beginnings[type] ?? '?')).toBe(true)
    }
    expect(seen.size).toBeGreaterThan(3)
  })

  it('has shared mailboxes: no licence, a disabled account, a mailbox that says what it is for, and members', async () => {
    const tenant = createTenant({ now: testNow, sharedMailboxes: 2 })
    const client = clientOf(tenant)
    const select = '$select=id,mail,userPrincipalName,accountEnabled,assignedLicenses,userType'
    const { json } = await client.get(`/users/support@solvang.example?${select}`)
    expect(json).toMatchObject({
      mail: 'support@solvang.example',
      accountEnabled: false,
      assignedLicenses: [],
      userType: 'Member',
    })
    const app = clientOf(tenant, tenant.token({ roles: ['MailboxSettings.Read'] }))
    const settings = await app.get('/users/support@solvang.example/mailboxSettings')
    expect(settings.json['userPurpose']).toBe('shared')
    expect((await client.get('/users/support@solvang.example/messages?$top=1')).status).toBe(200)
  })

  it('has guests, whose name tells where they are from and whose mailbox is elsewhere', async () => {
    const tenant = createTenant({ now: testNow, guests: 3 })
    const client = clientOf(tenant)
    const guests = await client.all("/users?$filter=userType eq 'Guest'&$select=id,userPrincipalName,mail")
    expect(guests).toHaveLength(3)
    expect(guests[0]).toMatchObject({
      userPrincipalName: expect.stringMatching(/^[^@]+_[^@]+#EXT#@solvang\.example$/),
      mail: expect.not.stringContaining('solvang.example'),
    })
    const name = guests[0]?.['userPrincipalName'] as string
    const found = await client.get(`/users/${encodeURIComponent(name)}`)
    expect(found.json['id']).toBe(guests[0]?.['id'])
    const app = clientOf(tenant, tenant.token({ roles: ['Mail.Read'] }))
    const mail = await app.get(`/users/${guests[0]?.['id']}/messages`)
    expect([mail.status, mail.json['error']?.['code']]).toEqual([404, 'MailboxNotEnabledForRESTAPI'])
  })

  it.each([
    ['Latin', /[ŁÉØ]/u],
    ['Cyrillic', /\p{Script=Cyrillic}/u],
    ['Greek', /\p{Script=Greek}/u],
    ['Arabic', /\p{Script=Arabic}/u],
    ['Hebrew', /\p{Script=Hebrew}/u],
    ['Devanagari', /\p{Script=Devanagari}/u],
    ['Han', /\p{Script=Han}/u],
    ['Hiragana', /\p{Script=Hiragana}/u],
    ['Hangul', /\p{Script=Hangul}/u],
  ])('has people who write their name in %s', (_script, letters) => {
    const { users } = createTenant({ now: testNow })
    expect(users.some(({ displayName }) => letters.test(displayName))).toBe(true)
  })

  it('has subjects and letters that run from right to left, and folders six deep', async () => {
    const client = clientOf(createTenant({ now: testNow, files: 0, events: 0, contacts: 0 }))
    const rows = await client.all('/me/messages?$top=1000&$select=subject,body')
    const rightToLeft = rows.filter(({ subject }) => /[\u0590-\u06ff]/.test(subject ?? ''))
    expect(rightToLeft.length).toBeGreaterThan(10)
    expect(rightToLeft.some(({ body }) => /dir="rtl"/.test(body?.['content'] ?? ''))).toBe(true)
    let path = '/me/mailFolders'
    const names: string[] = []
    for (const name of ['Projects', 'Aurora', 'Design', 'Reviews', 'Outer harbour', 'North pier', 'Signed']) {
      const folder = (await client.all(`${path}?$top=100`)).find((one) => one['displayName'] === name)
      names.push(folder?.['displayName'] as string)
      path = `/me/mailFolders/${folder?.['id']}/childFolders`
    }
    expect(names.at(-1)).toBe('Signed')
  })

  // The hash is of what is made, not of how it is answered. Whoever changes the population changes it on purpose: with `-u`.
  it('is what it was, to the byte', async () => {
    const paths = [
      '/users?$select=id,displayName,userPrincipalName,jobTitle',
      '/me/mailFolders?$top=50&$select=id,displayName',
      '/me/messages?$top=400&$select=id,subject,body,from,toRecipients,receivedDateTime',
      '/me/events?$top=60&$select=id,subject,start,end,attendees',
      '/me/contacts?$top=40&$select=id,displayName,emailAddresses',
      '/me/drive/root/children?$select=id,name,size',
    ]
    const hash = createHash('sha256')
    const client = make(1)
    for (const path of paths) hash.update(JSON.stringify((await client.get(path)).json['value']))
    expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"cfea1eb879c3bfbf"`)
  })

  it('takes a domain, and refuses amounts that make no sense', () => {
    const tenant = createTenant({ domain: 'harbour.example', messages: 0, guests: 0 })
    expect(tenant.users.every(({ mail }) => mail?.endsWith('@harbour.example'))).toBe(true)
    expect(() => createTenant({ people: 1 })).toThrow(RangeError)
    expect(() => createTenant({ messages: -1 })).toThrow(RangeError)
    expect(() => createTenant({ guests: -1 })).toThrow(RangeError)
    expect(() => createTenant({ files: Number.NaN })).toThrow(RangeError)
  })
})
