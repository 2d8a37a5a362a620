import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importJson, loadTenant, saveTenant } from '../../src/index.ts'
import { loadJson } from '../../src/server/load-json.ts'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'

const empty = (): ReturnType<typeof smallTenant> =>
  smallTenant({ messages: 0, events: 0, contacts: 0, files: 0, folders: 8 })
const message = {
  id: 'OLD',
  subject: 'Minutes',
  receivedDateTime: '2025-03-04T05:06:07Z',
  isRead: true,
  body: { contentType: 'html', content: '<p>Hello</p>' },
  from: { emailAddress: { name: 'Ana', address: 'ana@example.com' } },
  toRecipients: [{ emailAddress: { name: 'Bo', address: 'bo@example.com' } }],
}

describe('importing JSON', () => {
  it('takes a page that somebody saved of another tenant, with attachments, and gives back what it said', async () => {
    const source = clientOf(smallTenant({ seed: 9 }))
    const page = await source.get('/me/messages?$top=120&$expand=attachments')
    const tenant = empty()
    const { things, imported } = importJson(tenant, JSON.parse(page.text))
    expect(things.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    expect(imported).toBe(120)
    const saved = page.json['value'] as unknown as readonly Json[]
    const client = clientOf(tenant)
    for (const [i, thing] of things.entries()) {
      if (thing.outcome !== 'imported' || i % 7 !== 0) continue
      const { json } = await client.get(`/me/messages/${thing.id}?$expand=attachments`)
      for (const name of [
        'subject',
        'body',
        'from',
        'toRecipients',
        'receivedDateTime',
        'isRead',
        'isDraft',
        'importance',
        'flag',
        'categories',
        'internetMessageId',
        'hasAttachments',
      ])
        expect([name, json[name]]).toEqual([name, saved[i]?.[name]])
      expect(json['attachments']?.map((one) => [one['name'], one['contentBytes']])).toEqual(
        saved[i]?.['attachments']?.map((one) => [one['name'], one['contentBytes']]),
      )
    }
  })

  it('keeps folders and conversations together', async () => {
    const tenant = empty()
    const { things } = importJson(tenant, {
      mailFolders: [
        { id: 'F1', displayName: 'Clients', parentFolderId: 'ROOT', childFolderCount: 1 },
        { id: 'F2', displayName: 'Harbour', parentFolderId: 'F1', childFolderCount: 0 },
        { id: 'F3', displayName: 'Inbox', parentFolderId: 'ROOT', childFolderCount: 0 },
      ],
      messages: {
        value: [1, 2].map((n) => ({
          ...message,
          subject: `M${n}`,
          conversationId: 'C',
          parentFolderId: 'F2',
        })),
      },
    })
    expect(things.map(({ outcome }) => outcome)).toEqual(Array(5).fill('imported'))
    expect(things[2]).toMatchObject({ notes: ['There was one of that name: it stands for it.'] })
    const client = clientOf(tenant)
    const rows = await client.all('/me/messages')
    expect(new Set(rows.map((row) => row['conversationId'])).size).toBe(1)
    const folder = await client.get(`/me/mailFolders/${rows[0]?.['parentFolderId']}`)
    expect(folder.json['displayName']).toBe('Harbour')
  })

  it('takes events as they stand, series included, and invites nobody', async () => {
    const source = clientOf(smallTenant({ seed: 9 }))
    const page = await source.get('/me/events?$top=30')
    const tenant = empty()
    const { things } = importJson(tenant, JSON.parse(page.text))
    expect(things.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    const rows = await clientOf(tenant).all('/me/events?$top=30')
    const key = (row: Json): unknown => [
      row['subject'],
      row['start'],
      row['recurrence'],
      row['organizer'],
      row['responseStatus'],
    ]
    const byUid = new Map(rows.map((row) => [row['iCalUId'], key(row)]))
    for (const row of page.json['value'] as unknown as readonly Json[])
      expect(byUid.get(row['iCalUId'])).toEqual(key(row))
    tenant.clock.advance(60_000)
    expect((await clientOf(tenant).all('/me/messages')).length).toBe(0)
  })

  it('takes people, contacts, task lists and files', async () => {
    const tenant = empty()
    const { things } = importJson(tenant, {
      users: [
        {
          userPrincipalName: `new.person@${tenant.domain}`,
          displayName: 'New Person',
          mail: 'x',
          jobTitle: 'Buyer',
        },
        { userPrincipalName: 'somebody@elsewhere.example', displayName: 'Elsewhere' },
      ],
      contacts: [
        { givenName: 'Carla', surname: 'Abad', emailAddresses: [{ address: 'c@example.com', name: 'C' }] },
      ],
      todoLists: [
        { displayName: 'Garden', tasks: [{ title: 'Water', status: 'completed' }, { title: 'Rake' }] },
      ],
      driveItems: [
        { id: 'D1', name: 'Plans', folder: { childCount: 1 } },
        { name: 'a.txt', file: {}, contentBytes: 'aGVsbG8=', parentReference: { id: 'D1' } },
        {
          name: 'b.txt',
          file: {},
          contentBytes: 'aGVsbG8=',
          parentReference: { path: '/drive/root:/Deep/Er' },
        },
        { name: 'c.txt', file: {} },
      ],
    })
    expect(things.map(({ outcome }) => outcome).filter((one) => one === 'refused')).toHaveLength(2)
    expect(things[1]).toMatchObject({ kind: 'users', outcome: 'refused' })
    expect(things.at(-1)).toMatchObject({
      name: 'driveItems[3] c.txt',
      outcome: 'refused',
      reason: expect.stringContaining('contentBytes'),
    })
    const client = clientOf(tenant)
    expect((await client.get(`/users/new.person@${tenant.domain}?$select=jobTitle`)).json['jobTitle']).toBe(
      'Buyer',
    )
    expect((await client.all('/me/contacts'))[0]).toMatchObject({ displayName: 'Carla Abad' })
    const garden = (await client.all('/me/todo/lists')).find((list) => list['displayName'] === 'Garden')
    const titles = (await client.all(`/me/todo/lists/${garden?.['id']}/tasks`)).map((task) => task['title'])
    expect([...titles].sort()).toEqual(['Rake', 'Water'])
    expect((await client.get('/me/drive/root:/Plans/a.txt')).json['size']).toBe(5)
    expect((await client.get('/me/drive/root:/Deep/Er/b.txt')).json['size']).toBe(5)
  })

  it.each([
    ['no time', { ...message, receivedDateTime: 'yesterday' }, /DateTimeOffset/],
    ['a wrong type', { ...message, subject: 5 }, /Edm\.String/],
    [
      'an attachment without bytes',
      { ...message, attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a' }] },
      /contentBytes/,
    ],
    [
      'bytes that are no base64',
      {
        ...message,
        attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a', contentBytes: '*' }],
      },
      /no base64/,
    ],
    ['one day of a series', { subject: 'x', type: 'occurrence', start: {}, end: {} }, /one day of a series/],
    ['an event without a zone', { subject: 'x', start: { dateTime: 'no' }, end: { dateTime: 'no' } }, /./],
    ['nothing that says what it is', { hello: 1 }, /Nothing says what it is/],
    ['no object', 5, /no object/],
  ])('refuses %s, says why, and takes nothing of it', async (_what, thing, reason) => {
    const tenant = empty()
    const { things, imported } = importJson(tenant, [thing, message])
    expect(imported).toBe(1)
    expect(things.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      reason: expect.stringMatching(reason),
    })
    const client = clientOf(tenant)
    expect((await client.get('/me/messages/$count')).text).toBe('1')
    expect((await client.get('/me/events/$count')).text).toBe('0')
  })

  it('says what it left out', () => {
    const { things } = importJson(empty(), [{ ...message, secretSauce: 1, hasAttachments: true }])
    expect(things[0]).toMatchObject({
      notes: ['Left out: secretSauce.', expect.stringMatching(/^Its attachments/)],
    })
  })

  it('refuses what is no such data as a whole', () => {
    const tenant = empty()
    for (const data of [5, null, 'x', {}, { mails: [] }, { messages: {} }])
      expect(() => importJson(tenant, data)).toThrow(TypeError)
    expect(() => importJson(tenant, [], { user: 'nobody' })).toThrow(RangeError)
  })

  it('is part of a snapshot', async () => {
    const tenant = empty()
    const { things } = importJson(tenant, [message])
    const again = clientOf(await loadTenant(saveTenant(tenant)))
    const [thing] = things
    if (thing?.outcome !== 'imported') throw new Error('not imported')
    expect((await again.get(`/me/messages/${thing.id}`)).json['subject']).toBe('Minutes')
  })

  it('reads files beside the JSON, and none elsewhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-sim-json-'))
    await writeFile(join(folder, 'plan.txt'), 'the plan')
    const write = (path: string): Promise<void> =>
      writeFile(
        join(folder, 'data.json'),
        JSON.stringify({ driveItems: [{ name: 'plan.txt', file: {}, path }] }),
      )
    const tenant = empty()
    await write('plan.txt')
    expect(await loadJson(tenant, join(folder, 'data.json'))).toEqual(['JSON:  1 of 1 things imported'])
    expect((await clientOf(tenant).get('/me/drive/root:/plan.txt')).json['size']).toBe(8)
    await write('../plan.txt')
    await expect(loadJson(tenant, join(folder, 'data.json'))).rejects.toThrow(/not beside/)
    await rm(folder, { recursive: true })
  })
})
