import { describe, expect, it } from 'vitest'
import { importMail } from '../../src/index.ts'
import { readMime } from '../../src/mime/read-mime.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

describe('attachments', () => {
  it('are listed, read singly and as raw bytes', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/messages?$filter=hasAttachments eq true&$top=1&$select=id')
    const path = `/me/messages/${json['value']?.[0]?.['id']}/attachments`
    const list = await client.get(path)
    const [first] = list.json['value'] ?? []
    expect(first).toMatchObject({ '@odata.type': '#microsoft.graph.fileAttachment', isInline: false })
    const one = await client.get(`${path}/${first?.['id']}`)
    const bytes = Buffer.from(one.json['contentBytes'] as string, 'base64')
    expect(bytes.length).toBe(one.json['size'])
    const raw = await client.tenant.fetch(`https://graph.microsoft.com/v1.0${path}/${first?.['id']}/$value`, {
      headers: { authorization: `Bearer ${client.tenant.token()}` },
    })
    expect(Buffer.from(await raw.arrayBuffer()).equals(bytes)).toBe(true)
    expect((await client.get(`${path}/none`)).status).toBe(404)
  })

  it('are added to a draft and taken away again; 3 MB and more are refused (Graph rule 34)', async () => {
    const client = clientOf(smallTenant())
    const draft = await client.post('/me/messages', { subject: 'x' })
    const path = `/me/messages/${draft.json['id']}/attachments`
    const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'n.txt', contentBytes: 'AAEC' }
    const added = await client.post(path, file)
    expect([added.status, added.json['size']]).toEqual([201, 3])
    expect((await client.get(`/me/messages/${draft.json['id']}`)).json['hasAttachments']).toBe(true)
    expect((await client.delete(`${path}/${added.json['id']}`)).status).toBe(204)
    expect((await client.get(path)).json['value']).toEqual([])
    const large = await client.post(path, {
      ...file,
      contentBytes: Buffer.alloc(3_000_000).toString('base64'),
    })
    expect(large.status).toBe(413)
    expect((await client.post(path, { ...file, contentBytes: '!' })).status).toBe(400)
    expect((await client.post(path, { name: 'n' })).status).toBe(400)
  })
})

describe('attachments, as Microsoft documents them', () => {
  async function draftWith(...attachments: readonly object[]) {
    const client = clientOf(smallTenant())
    const draft = await client.post('/me/messages', { subject: 'x' })
    const path = `/me/messages/${draft.json['id']}/attachments`
    const added = []
    for (const attachment of attachments) added.push(await client.post(path, attachment))
    return { client, path, added }
  }

  it('are of the type that their first bytes tell', async () => {
    const { added } = await draftWith({
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'smile',
      contentBytes: 'R0lGODdhEAYEAA7',
    })
    expect(added[0]?.status).toBe(201)
    expect(added[0]?.json).toMatchObject({
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'smile',
      contentType: 'image/gif',
      isInline: false,
      contentId: null,
      contentLocation: null,
    })
  })

  const event = {
    '@odata.type': '#microsoft.graph.itemAttachment',
    name: 'Holiday event',
    item: {
      '@odata.type': 'microsoft.graph.event',
      subject: 'Discuss gifts',
      body: { contentType: 'HTML', content: 'Funding, too' },
      start: { dateTime: '2016-12-02T18:00:00', timeZone: 'Pacific Standard Time' },
      end: { dateTime: '2016-12-02T19:00:00', timeZone: 'Pacific Standard Time' },
    },
  }
  const contact = {
    '@odata.type': '#microsoft.graph.itemAttachment',
    name: 'Alex',
    item: { '@odata.type': '#microsoft.graph.contact', givenName: 'Alex', surname: 'Wilbur' },
  }
  const message = {
    '@odata.type': '#microsoft.graph.itemAttachment',
    name: 'Lunch',
    item: {
      '@odata.type': '#microsoft.graph.message',
      subject: 'Lunch?',
      body: { content: 'At noon' },
      attachments: [contact],
    },
  }

  it('are events, contacts and messages, which $expand shows and $value writes in their own formats', async () => {
    const { client, path, added } = await draftWith(event, contact, message)
    const ids = added.map(({ json }) => json['id'])
    expect(added.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(added[0]?.json).toMatchObject({
      '@odata.type': '#microsoft.graph.itemAttachment',
      name: 'Holiday event',
      contentType: null,
      isInline: false,
    })
    expect(added[0]?.json).not.toHaveProperty('contentBytes')
    expect(added[0]?.json).not.toHaveProperty('item')
    const expanded = await client.get(`${path}/${ids[0]}?$expand=microsoft.graph.itemattachment/item`)
    expect(expanded.json['item@odata.context']).toMatch(/\/microsoft\.graph\.itemAttachment\/item\/\$entity$/)
    expect(expanded.json['item']).toMatchObject({
      '@odata.type': '#microsoft.graph.event',
      id: '',
      subject: 'Discuss gifts',
      start: { dateTime: '2016-12-02T18:00:00.0000000', timeZone: 'Pacific Standard Time' },
    })
    const values = await Promise.all(ids.map((id) => client.get(`${path}/${id}/$value`)))
    expect(values[0]?.text).toMatch(/^BEGIN:VCALENDAR[\s\S]*DTSTART:20161203T020000Z[\s\S]*END:VCALENDAR/)
    expect(values[1]?.text).toMatch(/^BEGIN:VCARD[\s\S]*N:Wilbur;Alex;;;[\s\S]*END:VCARD/)
    expect((await readMime(Buffer.from(values[2]?.text ?? ''))).subject).toBe('Lunch?')
    const all = await client.get(`${path}?$expand=microsoft.graph.itemattachment/item`)
    expect(all.json['value']?.map((one) => one['item']?.['@odata.type'])).toEqual([
      '#microsoft.graph.event',
      '#microsoft.graph.contact',
      '#microsoft.graph.message',
    ])
  })

  it('are links without bytes, whose $value is refused with 405 and whose address v1.0 does not know', async () => {
    const link = { '@odata.type': '#microsoft.graph.referenceAttachment', name: 'Plan' }
    const { client, path, added } = await draftWith(link, { ...link, sourceUrl: 'https://a.example' })
    expect(added[0]?.json).toMatchObject({ '@odata.type': link['@odata.type'], name: 'Plan' })
    expect((await client.get(`${path}/${added[0]?.json['id']}/$value`)).status).toBe(405)
    expect([added[1]?.status, added[1]?.json['error']?.['code']]).toEqual([400, 'RequestBodyRead'])
  })

  it('keep their ids when others are taken away', async () => {
    const { client, path, added } = await draftWith(contact, event)
    const [first, second] = added.map(({ json }) => json['id'])
    await client.delete(`${path}/${first}`)
    expect((await client.get(`${path}/${second}`)).json['name']).toBe('Holiday event')
    expect((await client.get(`${path}/${first}`)).status).toBe(404)
    expect((await client.post(path, contact)).json['id']).not.toBe(first)
  })

  it('need an item of a known type', async () => {
    const { added } = await draftWith(
      { '@odata.type': '#microsoft.graph.itemAttachment', name: 'x' },
      { '@odata.type': '#microsoft.graph.itemAttachment', name: 'x', item: { subject: 'y' } },
      { ...event, item: { ...event.item, nonsense: 1 } },
    )
    expect(added.map(({ status }) => status)).toEqual([400, 400, 400])
  })

  it('go along with a message that is sent', async () => {
    const { client } = await draftWith()
    const other = client.tenant.users.find(({ id }) => id !== client.tenant.me.id)
    await client.post('/me/sendMail', {
      message: {
        subject: 'Items',
        toRecipients: [{ emailAddress: { address: other?.mail } }],
        attachments: [event, message],
      },
    })
    const expand = '$expand=attachments($expand=microsoft.graph.itemattachment/item)'
    const inbox = `/users/${other?.id}/mailFolders/inbox/messages`
    const { json } = await client.get(`${inbox}?$top=1&${expand}`)
    expect(json['value']?.[0]?.['attachments']?.map((one) => one['item']?.['subject'])).toEqual([
      'Discuss gifts',
      'Lunch?',
    ])
  })
})

describe('messages as MIME', () => {
  it('gives back an imported message byte for byte', async () => {
    const tenant = smallTenant({ messages: 0 })
    const client = clientOf(tenant)
    const raw = Buffer.from('From: a@b.example\nSubject: odd\n\tfolding\n\n\xe9 latin\n', 'latin1')
    await importMail(tenant, { messages: [{ name: 'odd', raw }] })
    const { json } = await client.get('/me/messages?$select=id')
    const answer = await tenant.fetch(
      `https://graph.microsoft.com/v1.0/me/messages/${json['value']?.[0]?.['id']}/$value`,
      { headers: { authorization: `Bearer ${tenant.token()}` } },
    )
    expect(Buffer.from(await answer.arrayBuffer()).equals(raw)).toBe(true)
  })

  it('writes every made-up message so that a parser reads the same back', async () => {
    const client = clientOf(smallTenant())
    for (const message of await client.all('/me/messages?$top=40')) {
      const { text, status } = await client.get(`/me/messages/${message['id']}/$value`)
      expect(status).toBe(200)
      const parsed = await readMime(Buffer.from(text))
      expect(parsed.subject ?? '').toBe(message['subject'])
      expect(parsed.from?.address).toBe(message['from']?.['emailAddress']?.['address'])
      expect(parsed.from?.name).toBe(message['from']?.['emailAddress']?.['name'])
      expect(parsed.messageId).toBe(message['internetMessageId'])
      expect(parsed.attachments.length > 0).toBe(message['hasAttachments'])
      const written = message['body']?.['contentType'] === 'html' ? parsed.html : parsed.text
      expect(written?.replace(/\r?\n/g, '\n').trim()).toBe(
        String(message['body']?.['content']).replace(/\r?\n/g, '\n').trim(),
      )
    }
  })
})
