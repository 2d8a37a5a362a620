import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importMail, importMailFolder, importMbox, type Tenant } from '../../src/index.ts'
import { clientOf, type Json, smallTenant, testNow } from '../graph-client.ts'

const lines = (...text: readonly string[]): Buffer => Buffer.from(text.join('\r\n'), 'latin1')

async function importOne(raw: Uint8Array, tenant: Tenant = smallTenant({ messages: 0 })) {
  const { files } = await importMail(tenant, { messages: [{ name: 'one', raw }] })
  const { json } = await clientOf(tenant).get(
    '/me/messages?$expand=attachments&$select=subject,body,from,toRecipients,receivedDateTime,sentDateTime,hasAttachments,importance,internetMessageId,isRead,isDraft',
  )
  return { file: files[0], message: json['value']?.[0] as Json, tenant }
}

describe('importing a message', () => {
  it('takes over sender, recipients, subject, text and time', async () => {
    const { file, message } = await importOne(
      lines(
        'From: "Ana Lima" <ana@north.example>',
        'To: Team: ben@south.example, cleo@south.example;',
        'Subject: =?iso-8859-1?Q?Gr=FC=DFe?=',
        'Date: Mon, 16 Nov 2026 10:15:00 +0200',
        'Message-ID: <1@north.example>',
        'X-Priority: 1',
        'Content-Type: text/plain; charset=iso-8859-1',
        '',
        'Sch\xf6ne Gr\xfc\xdfe',
      ),
    )
    expect(file).toEqual({ name: 'one', outcome: 'imported', id: message['id'], notes: [] })
    expect(message).toMatchObject({
      subject: 'Grüße',
      body: { contentType: 'text', content: expect.stringContaining('Schöne Grüße') },
      from: { emailAddress: { name: 'Ana Lima', address: 'ana@north.example' } },
      toRecipients: [
        { emailAddress: { address: 'ben@south.example' } },
        { emailAddress: { address: 'cleo@south.example' } },
      ],
      receivedDateTime: '2026-11-16T08:15:00Z',
      internetMessageId: '<1@north.example>',
      importance: 'high',
      isRead: false,
      isDraft: false,
    })
  })

  it.each([
    [
      'iso-2022-jp',
      Buffer.concat([
        lines('Content-Type: text/plain; charset=iso-2022-jp', '', ''),
        Buffer.from('1b2442467c4b5c1b2842', 'hex'),
      ]),
      '日本',
    ],
    [
      'shift_jis',
      Buffer.concat([
        lines('Content-Type: text/plain; charset=shift_jis', '', ''),
        Buffer.from('93fa967b', 'hex'),
      ]),
      '日本',
    ],
    [
      'windows-1251',
      Buffer.concat([
        lines('Content-Type: text/plain; charset=windows-1251', '', ''),
        Buffer.from('cff0e8e2b3f2', 'hex'),
      ]),
      'Привіт',
    ],
    [
      'ks_c_5601-1987',
      Buffer.concat([
        lines('Content-Type: text/plain; charset=ks_c_5601-1987', '', ''),
        Buffer.from('b1e8', 'hex'),
      ]),
      '김',
    ],
    [
      'quoted-printable',
      lines(
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Gr=C3=BC=C3=9Fe',
      ),
      'Grüße',
    ],
  ])('reads %s', async (_charset, raw, text) => {
    const { message } = await importOne(raw)
    expect(message['body']?.['content']).toContain(text)
  })

  it('keeps attachments, nested messages among them', async () => {
    const inner = ['From: in@ner.example', 'Subject: inner', '', 'deep']
    const { message } = await importOne(
      lines(
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: text/html',
        '',
        '<p>See <img src="cid:logo"></p>',
        '--x',
        'Content-Type: message/rfc822',
        '',
        ...inner,
        '--x',
        'Content-Type: application/pdf; name="=?utf-8?Q?R=C3=A9sum=C3=A9.pdf?="',
        'Content-Disposition: attachment',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0=',
        '--x--',
      ),
    )
    expect(message['hasAttachments']).toBe(true)
    expect(message['body']?.['contentType']).toBe('html')
    expect(message['attachments']?.map((one) => [one['@odata.type'], one['name']])).toEqual([
      ['#microsoft.graph.itemAttachment', 'inner'],
      ['#microsoft.graph.fileAttachment', 'Résumé.pdf'],
    ])
  })

  it('keeps the parts of a delivery report', async () => {
    const { message } = await importOne(
      lines(
        'From: MAILER-DAEMON@b.example',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
        '',
        '--r',
        '',
        'Your message could not be delivered.',
        '--r',
        'Content-Type: message/delivery-status',
        '',
        'Status: 5.1.1',
        '--r--',
      ),
    )
    expect(message['body']?.['content']).toContain('could not be delivered')
    expect(message['attachments']?.[0]?.['contentType']).toBe('message/delivery-status')
  })

  it.each([
    ['Thu,', 'It has a Date that cannot be read: the time is that of its last Received header.'],
    [
      'May 8, 2005 1:17 PM',
      'It has a Date that cannot be read: the time is that of its last Received header.',
    ],
    [
      'Wed, 15 Dec 2010    59:10 -0500',
      'It has a Date that cannot be read: the time is that of its last Received header.',
    ],
    [
      'Mon, 30 Jun 3609 15:33:50 +0600',
      'It has a Date that cannot be read: the time is that of its last Received header.',
    ],
    ['', 'It has no Date: the time is that of its last Received header.'],
  ])('takes the time of the last Received header when the Date is "%s", and says so', async (date, note) => {
    const { file, message } = await importOne(
      lines(
        'Received: from b by c; Tue, 17 Nov 2026 09:00:02 +0000',
        'Received: from a by b; Tue, 17 Nov 2026 09:00:01 +0000',
        'From: a@b.example',
        'Message-ID: <2@b.example>',
        `Date: ${date}`,
        '',
        'x',
      ),
    )
    expect(message['receivedDateTime']).toBe('2026-11-17T09:00:02Z')
    expect(file).toMatchObject({ notes: [note] })
  })

  it.each([
    ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z'],
    ['Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', '1997-11-21T15:55:06Z'],
    ['Tue, 22 Jan 2002 14:35:28 UT', '2002-01-22T14:35:28Z'],
    ['Wed, 9 Jan 2002 19:47:50 MST', '2002-01-10T02:47:50Z'],
    ['Thu, 13 Feb 1969 23:32:54 -0330', '1969-02-14T03:02:54Z'],
  ])('reads the old form "%s" of a date', async (date, expected) => {
    const { message } = await importOne(lines('From: a@b.example', `Date: ${date}`, '', 'x'))
    expect(message['receivedDateTime']).toBe(expected)
  })

  it('follows the order of the files when nothing says a time', async () => {
    const tenant = smallTenant({ messages: 0 })
    const raw = lines('From: a@b.example', 'Message-ID: <3@b.example>', '', 'x')
    const { files } = await importMail(tenant, { messages: [0, 1, 2].map((i) => ({ name: `${i}`, raw })) })
    expect(files[1]).toMatchObject({
      notes: ['It has no Date and no Received header: the time follows the order of the files.'],
    })
    const ids = files.map((file) => (file.outcome === 'imported' ? file.id : ''))
    const rows = await clientOf(tenant).all('/me/messages?$select=receivedDateTime')
    expect(rows.map((row) => row['id'])).toEqual(ids.reverse())
    expect(rows.every((row) => Date.parse(row['receivedDateTime'] as string) < testNow)).toBe(true)
  })

  it('says what is missing, and makes a message all the same', async () => {
    const { file, message } = await importOne(lines('Subject: alone', '', 'x'))
    expect(message).toMatchObject({ subject: 'alone', from: null })
    expect(file).toMatchObject({
      notes: [
        'It has no sender that can be read.',
        'It has no Message-ID that can be read: one was made.',
        'It has no Date and no Received header: the time follows the order of the files.',
      ],
    })
  })

  it('imports what no parser reads with its head and its text as it stands', async () => {
    const nested = Array.from({ length: 300 }, (_, i) => [
      `Content-Type: multipart/mixed; boundary=b${i}`,
      '',
      `--b${i}`,
    ]).flat()
    const { file, message } = await importOne(lines('Subject: deep', ...nested, '', 'x'))
    expect(message['subject']).toBe('deep')
    expect(file).toMatchObject({
      outcome: 'imported',
      notes: expect.arrayContaining([expect.stringMatching(/^Its MIME cannot be read/)]),
    })
  })

  it('refuses nothing but an empty file, with a reason', async () => {
    const tenant = smallTenant({ messages: 0 })
    const result = await importMail(tenant, {
      messages: [
        { name: 'empty', raw: new Uint8Array(0) },
        { name: 'noise', raw: Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256) },
        { name: 'blank', raw: lines('', '', '') },
      ],
    })
    expect(result.files[0]).toEqual({ name: 'empty', outcome: 'refused', reason: 'The file is empty.' })
    expect(result.imported).toBe(2)
  })

  it('joins the conversation that a message answers', async () => {
    const tenant = smallTenant({ messages: 0 })
    const first = lines('From: a@b.example', 'Message-ID: <f@b.example>', '', '1')
    const second = lines(
      'From: c@d.example',
      'Message-ID: <s@d.example>',
      'In-Reply-To: <f@b.example>',
      '',
      '2',
    )
    await importMail(tenant, {
      messages: [
        { name: '1', raw: first },
        { name: '2', raw: second },
      ],
    })
    const rows = await clientOf(tenant).all('/me/messages?$select=conversationId')
    expect(rows[0]?.['conversationId']).toBe(rows[1]?.['conversationId'])
  })

  it('goes to a path of folders, which are made, and to other people', async () => {
    const tenant = smallTenant({ messages: 0 })
    const user = tenant.users.find(({ id }) => id !== tenant.me.id)
    const messages = [{ name: '1', raw: lines('Subject: s', '', 'x') }]
    await importMail(tenant, { messages, folder: 'Old/2019', user: user?.id ?? '' })
    const client = clientOf(tenant)
    const [old] = await client.all(
      `/users/${user?.id}/mailFolders?$filter=displayName eq 'Old'&$expand=childFolders`,
    )
    expect(old?.['childFolders']?.[0]).toMatchObject({ displayName: '2019', totalItemCount: 1 })
    await expect(importMail(tenant, { messages, user: 'nobody' })).rejects.toThrow(RangeError)
  })
})

describe('importing files', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graph-sim-'))
    await writeFile(join(folder, 'b.eml'), lines('Subject: b', '', 'x'))
    await writeFile(join(folder, 'a.EML'), lines('Subject: a', '', 'x'))
    await writeFile(join(folder, 'notes.txt'), 'not mail')
    await writeFile(
      join(folder, 'box.mbox'),
      lines(
        'From a@b Mon Nov 16 2026',
        'Subject: one',
        '',
        'x',
        '>From here',
        '>>From there',
        'From the middle',
        '',
        'From c@d Mon Nov 16 2026',
        'Subject: two',
        '',
        'y',
        '',
      ),
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('of a folder takes its .eml files by name', async () => {
    const { files } = await importMailFolder(smallTenant(), folder)
    expect(files.map(({ name }) => name)).toEqual(['a.EML', 'b.eml'])
    await expect(importMailFolder(smallTenant(), join(folder, 'none'))).rejects.toThrow(/ENOENT/)
  })

  it('of an mbox splits it at its separators and takes the escapes off', async () => {
    const tenant = smallTenant({ messages: 0 })
    const { files } = await importMbox(tenant, join(folder, 'box.mbox'))
    expect(files.map(({ name }) => name)).toEqual(['box.mbox#1', 'box.mbox#2'])
    const rows = await clientOf(tenant).all('/me/messages?$select=subject,body&$orderby=subject')
    expect(rows.map((row) => row['subject'])).toEqual(['one', 'two'])
    expect(rows[0]?.['body']?.['content']).toMatch(/^x\r?\nFrom here\r?\n>From there\r?\nFrom the middle\s*$/)
  })
})
