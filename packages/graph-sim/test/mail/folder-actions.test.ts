import { describe, expect, it } from 'vitest'
import { importMail } from '../../src/index.ts'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const folders = '/me/mailFolders'

async function make(client: GraphClient, displayName: string, parent?: unknown): Promise<Json> {
  const path = parent === undefined ? folders : `${folders}/${parent}/childFolders`
  return (await client.post(path, { displayName })).json
}

describe('whole mail folders', () => {
  it('are copied with their folders and messages, which then lead a life of their own', async () => {
    const client = clientOf(smallTenant())
    const source = await make(client, 'Source')
    const inner = await make(client, 'Inner', source['id'])
    await client.post(`${folders}/${inner['id']}/messages`, { subject: 'Kept twice' })
    const copy = await client.post(`${folders}/${source['id']}/copy`, { destinationId: 'archive' })
    expect(copy.status).toBe(200)
    expect(copy.json).toMatchObject({ displayName: 'Source', childFolderCount: 1 })
    expect(copy.json['id']).not.toBe(source['id'])
    const archive = await client.get(`${folders}/archive`)
    expect(copy.json['parentFolderId']).toBe(archive.json['id'])
    const [twin] = (await client.get(`${folders}/${copy.json['id']}/childFolders`)).json['value'] ?? []
    const inside = await client.get(`${folders}/${twin?.['id']}/messages`)
    expect(inside.json['value']?.[0]?.['subject']).toBe('Kept twice')
    await client.delete(`/me/messages/${inside.json['value']?.[0]?.['id']}`)
    expect((await client.get(`${folders}/${inner['id']}`)).json['totalItemCount']).toBe(1)
  })

  it('are not copied into themselves nor beside a folder of their name', async () => {
    const client = clientOf(smallTenant())
    const source = await make(client, 'Source')
    const copy = (destinationId: unknown) => client.post(`${folders}/${source['id']}/copy`, { destinationId })
    expect((await copy(source['id'])).json['error']?.['code']).toBe('ErrorMoveCopyFailed')
    expect((await copy('msgfolderroot')).status).toBe(409)
  })

  it('are deleted for good with what is in them, wherever they are, but those of every mailbox are not', async () => {
    const client = clientOf(smallTenant())
    const source = await make(client, 'Source')
    const inner = await make(client, 'Inner', source['id'])
    const message = await client.post(`${folders}/${inner['id']}/messages`, { subject: 'Gone' })
    expect((await client.post(`${folders}/${source['id']}/permanentDelete`)).status).toBe(204)
    for (const path of [`${folders}/${source['id']}`, `${folders}/${inner['id']}`])
      expect((await client.get(path)).status).toBe(404)
    expect((await client.get(`/me/messages/${message.json['id']}`)).status).toBe(404)
    expect((await client.post(`${folders}/inbox/permanentDelete`)).status).toBe(400)
  })
})

describe('search folders', () => {
  const weekly = {
    '@odata.type': 'microsoft.graph.mailSearchFolder',
    displayName: 'Weekly digests',
    includeNestedFolders: true,
    filterQuery: "contains(subject, 'weekly digest')",
  }

  it('show what their filter finds in the folders that they name, and in those below', async () => {
    const client = clientOf(smallTenant())
    const inbox = (await client.get(`${folders}/inbox`)).json['id']
    const nested = await make(client, 'Nested', inbox)
    const made = await client.post(`${folders}/${inbox}/childFolders`, {
      ...weekly,
      sourceFolderIds: [inbox],
    })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      '@odata.type': '#microsoft.graph.mailSearchFolder',
      displayName: 'Weekly digests',
      parentFolderId: inbox,
      childFolderCount: 0,
      totalItemCount: 0,
      isSupported: true,
      includeNestedFolders: true,
      sourceFolderIds: [inbox],
      filterQuery: weekly.filterQuery,
    })
    const message = await client.post(`${folders}/${nested['id']}/messages`, { subject: 'The Weekly Digest' })
    const path = `${folders}/${made.json['id']}`
    expect((await client.get(path)).json['totalItemCount']).toBe(1)
    const [found] = (await client.get(`${path}/messages`)).json['value'] ?? []
    expect([found?.['id'], found?.['parentFolderId']]).toEqual([message.json['id'], nested['id']])
    expect((await client.get(`${path}/messages/${found?.['id']}`)).status).toBe(200)
    const shallow = await client.patch(path, { ...weekly, includeNestedFolders: false })
    expect(shallow.json).toMatchObject({ includeNestedFolders: false, totalItemCount: 0 })
    await client.patch(path, { filterQuery: "contains(subject, 'The Weekly')", includeNestedFolders: true })
    expect((await client.get(path)).json).toMatchObject({
      filterQuery: "contains(subject, 'The Weekly')",
      totalItemCount: 1,
    })
    await client.delete(path)
    expect((await client.get(`/me/messages/${message.json['id']}`)).status).toBe(200)
  })

  it('need a filter that can be read, and folders that exist; nothing is moved into them', async () => {
    const client = clientOf(smallTenant())
    const create = (changes: object) =>
      client.post(`${folders}/inbox/childFolders`, { ...weekly, sourceFolderIds: ['inbox'], ...changes })
    expect((await create({ filterQuery: undefined })).status).toBe(400)
    expect((await create({ filterQuery: 'contains(' })).status).toBe(400)
    expect((await create({ sourceFolderIds: ['nowhere'] })).status).toBe(400)
    const made = await create({})
    const { json } = await client.get('/me/messages?$top=1')
    const moved = await client.post(`/me/messages/${json['value']?.[0]?.['id']}/move`, {
      destinationId: made.json['id'],
    })
    expect(moved.status).toBe(400)
  })
})

describe('unsubscribing', () => {
  it('writes to the address of the list, and puts the message into Deleted Items', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    const raw = (header: string): Buffer =>
      Buffer.from(`From: news@a.example\r\nSubject: News\r\n${header}\r\n\r\nHello`)
    await importMail(tenant, {
      messages: [
        {
          name: 'mail',
          raw: raw('List-Unsubscribe: <https://a.example/u>, <mailto:stop@a.example?subject=Stop>'),
        },
        { name: 'link', raw: raw('List-Unsubscribe: <https://a.example/u>') },
      ],
    })
    const rows = await client.all("/me/mailFolders/inbox/messages?$filter=subject eq 'News'")
    const statuses: number[] = []
    for (const row of rows) statuses.push((await client.post(`/me/messages/${row['id']}/unsubscribe`)).status)
    expect(statuses.toSorted()).toEqual([202, 400])
    expect(await client.all("/me/mailFolders/deleteditems/messages?$filter=subject eq 'News'")).toHaveLength(
      1,
    )
    tenant.clock.advance(2000)
    const [sent] = await client.all("/me/mailFolders/sentitems/messages?$filter=subject eq 'Stop'")
    expect(sent?.['toRecipients']).toMatchObject([{ emailAddress: { address: 'stop@a.example' } }])
  })
})
