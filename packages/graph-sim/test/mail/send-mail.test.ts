import { describe, expect, it } from 'vitest'
import type { Tenant } from '../../src/index.ts'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

function other(tenant: Tenant): { readonly mail: string; readonly id: string } {
  const user = tenant.users.find(({ id }) => id !== tenant.me.id)
  return { mail: user?.mail ?? '', id: user?.id ?? '' }
}

function letter(to: string): object {
  return {
    subject: 'Crane on Tuesday',
    body: { contentType: 'HTML', content: '<p>Is the crane <b>booked</b>?</p>' },
    toRecipients: [{ emailAddress: { address: to } }],
  }
}

async function newest(client: GraphClient, path: string): Promise<Json | undefined> {
  return (await client.get(`${path}?$top=1`)).json['value']?.[0]
}

describe('sending mail (Graph rule 33)', () => {
  it('answers 202 without a body, keeps a copy and delivers within the tenant', async () => {
    const client = clientOf(smallTenant())
    const { mail, id } = other(client.tenant)
    const sent = await client.post('/me/sendMail', { message: letter(mail) })
    expect([sent.status, sent.text]).toEqual([202, ''])
    client.tenant.clock.advance(2000)
    expect(await newest(client, '/me/mailFolders/sentitems/messages')).toMatchObject({
      subject: 'Crane on Tuesday',
      isRead: true,
      isDraft: false,
      body: { contentType: 'html' },
      from: { emailAddress: { address: client.tenant.me.mail } },
    })
    expect(await newest(client, `/users/${id}/mailFolders/inbox/messages`)).toMatchObject({
      subject: 'Crane on Tuesday',
      isRead: false,
      bodyPreview: 'Is the crane booked?',
    })
  })

  it('keeps no copy when saveToSentItems is false', async () => {
    const client = clientOf(smallTenant())
    const { mail } = other(client.tenant)
    await client.post('/me/sendMail', { message: letter(mail), saveToSentItems: false })
    client.tenant.clock.advance(2000)
    expect((await newest(client, '/me/mailFolders/sentitems/messages'))?.['subject']).not.toBe(
      'Crane on Tuesday',
    )
  })

  it('does not tell the others whom a blind copy goes to', async () => {
    const client = clientOf(smallTenant())
    const { mail, id } = other(client.tenant)
    const bccRecipients = [{ emailAddress: { address: 'secret@elsewhere.example' } }]
    await client.post('/me/sendMail', { message: { ...letter(mail), bccRecipients } })
    client.tenant.clock.advance(2000)
    expect((await newest(client, `/users/${id}/messages`))?.['bccRecipients']).toEqual([])
    expect((await newest(client, '/me/mailFolders/sentitems/messages'))?.['bccRecipients']).toHaveLength(1)
  })

  it('refuses a message without recipients', async () => {
    const { status, json } = await clientOf(smallTenant()).post('/me/sendMail', { message: { subject: 'x' } })
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({
      code: 'ErrorInvalidRecipients',
      message:
        "At least one recipient isn't valid., A message can't be sent because it contains no recipients.",
    })
  })

  it('takes MIME in base64 as text/plain, and refuses what is no base64', async () => {
    const client = clientOf(smallTenant())
    const { mail, id } = other(client.tenant)
    const mime = `To: ${mail}\r\nSubject: =?utf-8?B?${Buffer.from('Möwe').toString('base64')}?=\r\n\r\nHello`
    const text = { 'content-type': 'text/plain' }
    expect((await client.post('/me/sendMail', Buffer.from(mime).toString('base64'), text)).status).toBe(202)
    expect((await newest(client, `/users/${id}/messages`))?.['subject']).toBe('Möwe')
    const bad = await client.post('/me/sendMail', 'not base64!', text)
    expect([bad.status, bad.json['error']?.['code']]).toEqual([400, 'ErrorMimeContentInvalidBase64String'])
  })

  it('sends attachments along, whole', async () => {
    const client = clientOf(smallTenant())
    const { mail, id } = other(client.tenant)
    const contentBytes = Buffer.from('1;2;3').toString('base64')
    const attachments = [
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'a.csv',
        contentType: 'text/csv',
        contentBytes,
      },
    ]
    await client.post('/me/sendMail', { message: { ...letter(mail), attachments } })
    const received = await newest(client, `/users/${id}/messages`)
    expect(received?.['hasAttachments']).toBe(true)
    const list = await client.get(`/users/${id}/messages/${received?.['id']}/attachments`)
    expect(list.json['value']?.[0]).toMatchObject({ name: 'a.csv', contentBytes, size: 5, isInline: false })
  })

  it('writes a draft, changes it, sends it, and keeps its immutable id on the way', async () => {
    const client = clientOf(smallTenant())
    const { mail } = other(client.tenant)
    const immutable = { prefer: 'IdType="ImmutableId"' }
    const draft = await client.post('/me/messages', { subject: 'First' }, immutable)
    expect([draft.status, draft.json['isDraft']]).toEqual([201, true])
    await client.patch(`/me/messages/${draft.json['id']}`, letter(mail))
    expect((await client.post(`/me/messages/${draft.json['id']}/send`)).status).toBe(202)
    expect((await client.get(`/me/messages/${draft.json['id']}`, immutable)).status).toBe(404)
    client.tenant.clock.advance(2000)
    const sent = await client.get(`/me/messages/${draft.json['id']}`, immutable)
    const folder = await client.get('/me/mailFolders/sentitems')
    expect(sent.json).toMatchObject({
      subject: 'Crane on Tuesday',
      isDraft: false,
      parentFolderId: folder.json['id'],
    })
    expect((await client.post(`/me/messages/${draft.json['id']}/send`)).status).toBe(400)
  })

  it('delivers at once, while the copy appears in Sent Items only after tenant.delays.sentItems', async () => {
    for (const [sentItems, steps] of [
      [2000, [0, 1999, 1]],
      [60_000, [0, 59_999, 1]],
    ] as const) {
      const client = clientOf(smallTenant({ delays: { sentItems } }))
      const { mail, id } = other(client.tenant)
      await client.post('/me/sendMail', { message: letter(mail) })
      const subjects: (string | undefined)[] = []
      for (const step of steps) {
        client.tenant.clock.advance(step)
        subjects.push((await newest(client, '/me/mailFolders/sentitems/messages'))?.['subject'])
      }
      expect(subjects.map((subject) => subject === 'Crane on Tuesday')).toEqual([false, false, true])
      expect((await newest(client, `/users/${id}/messages`))?.['subject']).toBe('Crane on Tuesday')
    }
  })

  it('keeps the copy at once where the delay is 0', async () => {
    const client = clientOf(smallTenant({ delays: { sentItems: 0 } }))
    await client.post('/me/sendMail', { message: letter(other(client.tenant).mail) })
    expect((await newest(client, '/me/mailFolders/sentitems/messages'))?.['subject']).toBe('Crane on Tuesday')
  })

  it('replies to the sender, to all, and forwards, in the same conversation', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    const { mail, id } = other(tenant)
    const theirs = clientOf(tenant, tenant.token({ user: id }))
    const cc = [{ emailAddress: { address: 'third@elsewhere.example' } }]
    await theirs.post('/me/sendMail', { message: { ...letter(tenant.me.mail ?? ''), ccRecipients: cc } })
    const original = await newest(client, '/me/messages')
    const reply = await client.post(`/me/messages/${original?.['id']}/createReply`, { comment: 'Yes & no' })
    expect(reply.json).toMatchObject({
      subject: 'Re: Crane on Tuesday',
      conversationId: original?.['conversationId'],
      toRecipients: [{ emailAddress: { address: mail } }],
      ccRecipients: [],
      isDraft: true,
    })
    expect(reply.json['body']?.['content']).toContain('Yes &amp; no')
    expect(reply.json['body']?.['content']).toContain('<b>booked</b>')
    const all = await client.post(`/me/messages/${original?.['id']}/createReplyAll`)
    expect(all.json['ccRecipients']).toMatchObject(cc)
    const forward = await client.post(`/me/messages/${original?.['id']}/createForward`, { toRecipients: cc })
    expect(forward.json).toMatchObject({ subject: 'Fw: Crane on Tuesday', toRecipients: cc })
    expect((await client.post(`/me/messages/${original?.['id']}/reply`, { comment: 'Ok' })).status).toBe(202)
    const answer = await newest(theirs, '/me/mailFolders/inbox/messages')
    tenant.clock.advance(2000)
    const theirSent = await newest(theirs, '/me/mailFolders/sentitems/messages')
    expect(answer).toMatchObject({
      subject: 'Re: Crane on Tuesday',
      conversationId: theirSent?.['conversationId'],
    })
  })

  it('refuses a comment together with a body (Graph rule 40)', async () => {
    const client = clientOf(smallTenant())
    const original = await newest(client, '/me/mailFolders/inbox/messages')
    const { status } = await client.post(`/me/messages/${original?.['id']}/reply`, {
      comment: 'a',
      message: { body: { contentType: 'text', content: 'b' } },
    })
    expect(status).toBe(400)
  })
})
