import { describe, expect, it } from 'vitest'
import { importMail } from '../../src/index.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const base64 = (...lines: readonly string[]): string => Buffer.from(lines.join('\r\n')).toString('base64')

describe('drafts, as Microsoft documents their answers', () => {
  it('have whole pages as bodies, known names of recipients, and nobody who sends them yet', async () => {
    const client = clientOf(smallTenant())
    const other = client.tenant.users.find(({ id }) => id !== client.tenant.me.id)
    const { status, json } = await client.post('/me/messages', {
      subject: 'Did you see the crane?',
      importance: 'Low',
      body: { contentType: 'HTML', content: 'It was <b>huge</b>!' },
      toRecipients: [{ emailAddress: { address: other?.mail } }],
    })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      importance: 'low',
      bodyPreview: 'It was huge!',
      isDraft: true,
      isRead: true,
      isDeliveryReceiptRequested: false,
      toRecipients: [{ emailAddress: { name: other?.displayName, address: other?.mail } }],
      flag: { flagStatus: 'notFlagged' },
    })
    expect(json['body']?.['content']).toMatch(
      /^<html><head>[\s\S]*<body>It was <b>huge<\/b>!<\/body><\/html>$/,
    )
    expect(json).not.toHaveProperty('from')
    expect(json).not.toHaveProperty('sender')
    expect(json).not.toHaveProperty('internetMessageHeaders')
  })

  it('made of MIME keep its type of text and its date', async () => {
    const client = clientOf(smallTenant())
    const mime = base64(
      'From: Alex <alex@a.example>',
      'Subject: Hi',
      'Date: Sun, 28 Feb 2021 07:15:00 +0000',
      '',
      'Hello',
    )
    const { status, json } = await client.post('/me/messages', mime, { 'content-type': 'text/plain' })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      body: { contentType: 'text' },
      sentDateTime: '2021-02-28T07:15:00Z',
      receivedDateTime: '2026-11-18T10:00:00Z',
      isDeliveryReceiptRequested: null,
      from: { emailAddress: { name: 'Alex', address: 'alex@a.example' } },
    })
  })

  it('answer in MIME, in the conversation of what they answer', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/mailFolders/inbox/messages?$top=1')
    const original = json['value']?.[0]
    const reply = await client.post(
      `/me/messages/${original?.['id']}/createReply`,
      base64('Subject: Own words', '', 'x'),
      {
        'content-type': 'text/plain',
      },
    )
    expect(reply.status).toBe(201)
    expect(reply.json).toMatchObject({ subject: 'Own words', conversationId: original?.['conversationId'] })
    const empty = await client.post(`/me/messages/${original?.['id']}/createReply`)
    expect([empty.status, empty.json['isDraft']]).toEqual([201, true])
  })

  it('carry custom headers', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.post('/me/messages', {
      subject: 'x',
      internetMessageHeaders: [{ name: 'x-custom-header-group-name', value: 'Washington' }],
    })
    const read = await client.get(`/me/messages/${json['id']}?$select=internetMessageHeaders`)
    expect(read.json['internetMessageHeaders']).toContainEqual({
      name: 'x-custom-header-group-name',
      value: 'Washington',
    })
  })
})

describe('sending, as Microsoft documents it', () => {
  it('takes a message that stands there without its parameter', async () => {
    const client = clientOf(smallTenant({ delays: { sentItems: 0 } }))
    const due = { dateTime: '2026-12-01T17:00:00', timeZone: 'Eastern Standard Time' }
    const { status } = await client.post('/me/sendMail', {
      subject: 'Please respond by Friday',
      toRecipients: [{ emailAddress: { address: 'ana@north.example' } }],
      flag: { flagStatus: 'flagged', startDateTime: due, dueDateTime: due },
    })
    expect(status).toBe(202)
    const sent = await client.get("/me/messages?$filter=subject eq 'Please respond by Friday'")
    expect(sent.json['value']?.[0]).toMatchObject({ isDraft: false, flag: { flagStatus: 'flagged' } })
  })

  it('takes saveToSentItems as a word', async () => {
    const client = clientOf(smallTenant())
    const message = {
      subject: 'Meet for lunch?',
      toRecipients: [{ emailAddress: { address: 'f@contoso.example' } }],
    }
    expect((await client.post('/me/sendMail', { message, saveToSentItems: 'false' })).status).toBe(202)
    client.tenant.clock.advance(2000)
    const { json } = await client.get('/me/mailFolders/sentitems/messages?$top=1&$select=subject')
    expect(json['value']?.[0]?.['subject']).not.toBe('Meet for lunch?')
  })

  it('in the name of somebody else is refused', async () => {
    const client = clientOf(smallTenant())
    const from = { emailAddress: { address: 'ceo@elsewhere.example' } }
    const message = { from, toRecipients: [{ emailAddress: { address: 'f@contoso.example' } }] }
    const { status, json } = await client.post('/me/sendMail', { message })
    expect([status, json['error']?.['code']]).toEqual([403, 'ErrorSendAsDenied'])
  })
})

describe('answers and forwards, as Microsoft documents them', () => {
  const smime = base64('Content-Type: application/pkcs7-mime', 'Mime-Version: 1.0', 'Subject: Re: S/MIME')
  const asMime = { 'content-type': 'text/plain' }

  it('in MIME go to the sender of the original when they name nobody', async () => {
    const client = clientOf(smallTenant())
    const original = (await client.get('/me/mailFolders/inbox/messages?$top=1')).json['value']?.[0]
    const path = `/me/messages/${original?.['id']}`
    expect((await client.post(`${path}/reply`, smime, asMime)).status).toBe(202)
    const draft = await client.post(`${path}/createReply`, smime, asMime)
    expect(draft.status).toBe(201)
    expect(draft.json['toRecipients']).toEqual([original?.['from']])
  })

  it('in MIME may break off, but have to be base64 of a message', async () => {
    const client = clientOf(smallTenant())
    const original = (await client.get('/me/mailFolders/inbox/messages?$top=1')).json['value']?.[0]
    const path = `/me/messages/${original?.['id']}/createForward`
    const cut = base64('From: Alex <alex@a.example>', 'Subject: Hi', '', 'Hello').slice(0, -3)
    expect((await client.post(path, cut, asMime)).json).toMatchObject({ subject: 'Hi', isDraft: true })
    for (const text of ['***', 'invalid']) {
      const { status, json } = await client.post(path, text, asMime)
      expect(status).toBe(400)
      expect(json['error']).toMatchObject({
        code: 'ErrorMimeContentInvalidBase64String',
        message: 'Invalid base64 string for MIME content.',
      })
    }
  })

  it('name the recipients of a forward in one place', async () => {
    const client = clientOf(smallTenant())
    const original = (await client.get('/me/mailFolders/inbox/messages?$top=1')).json['value']?.[0]
    const toRecipients = [{ emailAddress: { address: 'ana@north.example' } }]
    for (const action of ['forward', 'createForward']) {
      const both = { toRecipients, message: { toRecipients } }
      expect((await client.post(`/me/messages/${original?.['id']}/${action}`, both)).status).toBe(400)
    }
  })
})

describe('attached messages, as Microsoft documents them', () => {
  const raw = Buffer.from(
    [
      'From: a@b.example',
      'Subject: outer',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: message/rfc822',
      '',
      'From: "Ana" <ana@north.example>',
      'To: ben@south.example',
      'Subject: Reminder - please bring laptop',
      'Message-ID: <inner@north.example>',
      'Date: Tue, 17 Nov 2026 08:00:00 +0000',
      '',
      'deep',
      '--x--',
    ].join('\r\n'),
  )

  it('are named after their subject and opened by $expand', async () => {
    const tenant = smallTenant({ messages: 0 })
    const client = clientOf(tenant)
    await importMail(tenant, { messages: [{ name: 'one', raw }] })
    const list = await client.get('/me/messages?$select=id')
    const path = `/me/messages/${list.json['value']?.[0]?.['id']}/attachments`
    const attachments = await client.get(path)
    const [attached] = attachments.json['value'] ?? []
    expect(attached).toMatchObject({
      '@odata.type': '#microsoft.graph.itemAttachment',
      name: 'Reminder - please bring laptop',
      contentType: null,
      isInline: false,
    })
    expect(attached).not.toHaveProperty('contentBytes')
    const one = await client.get(`${path}/${attached?.['id']}/?$expand=microsoft.graph.itemattachment/item`)
    expect(one.json['item']).toMatchObject({
      '@odata.type': '#microsoft.graph.message',
      id: '',
      sentDateTime: '2026-11-17T08:00:00Z',
      internetMessageId: '<inner@north.example>',
      subject: 'Reminder - please bring laptop',
      from: { emailAddress: { name: 'Ana', address: 'ana@north.example' } },
    })
    expect(one.json['item@odata.context']).toContain('/microsoft.graph.itemAttachment/item/$entity')
    expect(one.json['@odata.context']).toMatch(/\/attachments\/\$entity$/)
    const value = await client.get(`${path}/${attached?.['id']}/$value`)
    expect(value.text).toMatch(/^From: "Ana"/)
  })
})
