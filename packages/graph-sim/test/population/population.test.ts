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
    expect(client.tenant.users).toHaveLength(25)
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
    const other = client.tenant.users.find(({ id }) => id !== client.tenant.me.id)
    expect((await client.get(`/users/${other?.id}/messages/$count`)).text).toBe('36')
    expect((await client.get(`/users/${other?.mail}/messages?$top=1`)).status).toBe(200)
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

  it('takes a domain, and refuses amounts that make no sense', () => {
    const tenant = createTenant({ domain: 'harbour.example', messages: 0 })
    expect(tenant.users.every(({ mail }) => mail?.endsWith('@harbour.example'))).toBe(true)
    expect(() => createTenant({ people: 1 })).toThrow(RangeError)
    expect(() => createTenant({ messages: -1 })).toThrow(RangeError)
    expect(() => createTenant({ files: Number.NaN })).toThrow(RangeError)
  })
})
