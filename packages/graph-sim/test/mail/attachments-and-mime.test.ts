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
      contentBytes: Buffer.alloc(3 * 1024 * 1024).toString('base64'),
    })
    expect(large.status).toBe(413)
    expect((await client.post(path, { ...file, contentBytes: '!' })).status).toBe(400)
    expect((await client.post(path, { name: 'n' })).status).toBe(400)
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
