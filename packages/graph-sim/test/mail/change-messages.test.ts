import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

async function firstIn(client: GraphClient, folder: string): Promise<string> {
  const { json } = await client.get(`/me/mailFolders/${folder}/messages?$top=1&$select=id`)
  return json['value']?.[0]?.['id'] as string
}

describe('changing messages', () => {
  it('marks, flags and sorts into categories, and gives the message a new version', async () => {
    const client = clientOf(smallTenant())
    const id = await firstIn(client, 'inbox')
    const before = await client.get(`/me/messages/${id}`)
    const { status, json } = await client.patch(`/me/messages/${id}`, {
      isRead: !before.json['isRead'],
      flag: { flagStatus: 'flagged', dueDateTime: { dateTime: '2026-12-01T00:00:00', timeZone: 'UTC' } },
      categories: ['Red category'],
      importance: 'High',
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      isRead: !before.json['isRead'],
      flag: { flagStatus: 'flagged', dueDateTime: { dateTime: '2026-12-01T00:00:00', timeZone: 'UTC' } },
      categories: ['Red category'],
      importance: 'high',
    })
    expect(json['@odata.etag']).not.toBe(before.json['@odata.etag'])
    expect((await client.get(`/me/messages/${id}`)).json['isRead']).toBe(!before.json['isRead'])
  })

  it('refuses to change what a sent message says', async () => {
    const client = clientOf(smallTenant())
    const { status, json } = await client.patch(`/me/messages/${await firstIn(client, 'inbox')}`, {
      subject: 'New',
    })
    expect([status, json['error']?.['code']]).toEqual([400, 'ErrorInvalidPropertyUpdateSentMessage'])
  })

  it('refuses a change to another version than the present one (Graph rule 39)', async () => {
    const client = clientOf(smallTenant())
    const id = await firstIn(client, 'inbox')
    const { json } = await client.get(`/me/messages/${id}`)
    const change = { isRead: true }
    const right = await client.patch(`/me/messages/${id}`, change, {
      'if-match': json['@odata.etag'] as string,
    })
    const wrong = await client.patch(`/me/messages/${id}`, change, {
      'if-match': json['@odata.etag'] as string,
    })
    const any = await client.patch(`/me/messages/${id}`, change, { 'if-match': '*' })
    expect([right.status, wrong.status, any.status]).toEqual([200, 412, 200])
    expect(wrong.json['error']?.['code']).toBe('ErrorIrresolvableConflict')
  })

  it.each([
    [{ foo: 1 }, 'RequestBodyRead', "The property 'foo' does not exist on type 'microsoft.graph.message'."],
    [
      { isRead: 'yes' },
      'RequestBodyRead',
      "Cannot convert the literal 'yes' to the expected type 'Edm.Boolean'.",
    ],
    [
      { categories: 'a' },
      'RequestBodyRead',
      "Cannot convert the literal 'a' to the expected type 'Collection(Edm.String)'.",
    ],
    [
      { importance: 'huge' },
      'RequestBodyRead',
      "Cannot convert the literal 'huge' to the expected type 'microsoft.graph.importance'.",
    ],
    ['{"isRead": tr', 'UnableToDeserializePostBody', 'were unable to deserialize'],
    ['[1]', 'UnableToDeserializePostBody', 'were unable to deserialize'],
  ])('refuses the body %j', async (body, code, message) => {
    const client = clientOf(smallTenant())
    const { status, json } = await client.patch(`/me/messages/${await firstIn(client, 'inbox')}`, body)
    expect(status).toBe(400)
    expect(json['error']?.['code']).toBe(code)
    expect(json['error']?.['message']).toContain(message)
  })

  it('moves, copies, and shows the difference in the folders’ counts', async () => {
    const client = clientOf(smallTenant())
    const count = async (folder: string): Promise<number> =>
      Number((await client.get(`/me/mailFolders/${folder}`)).json['totalItemCount'])
    const [inbox, archive] = [await count('inbox'), await count('archive')]
    const copy = await client.post(`/me/messages/${await firstIn(client, 'inbox')}/copy`, {
      destinationId: 'archive',
    })
    expect(copy.status).toBe(201)
    expect([await count('inbox'), await count('archive')]).toEqual([inbox, archive + 1])
    await client.post(`/me/messages/${await firstIn(client, 'inbox')}/move`, { destinationId: 'archive' })
    expect([await count('inbox'), await count('archive')]).toEqual([inbox - 1, archive + 2])
  })

  it('deletes into Deleted Items first, out of sight from there, and for good on request (Graph rule 40)', async () => {
    const client = clientOf(smallTenant())
    const id = await firstIn(client, 'inbox')
    const { json } = await client.get(`/me/messages/${id}?$select=id`, { prefer: 'IdType="ImmutableId"' })
    const immutable = json['id']
    const folderOf = async (): Promise<unknown> =>
      (await client.get(`/me/messages/${immutable}?$select=parentFolderId`)).json['parentFolderId']
    expect((await client.delete(`/me/messages/${id}`)).status).toBe(204)
    expect(await folderOf()).toBe((await client.get('/me/mailFolders/deleteditems')).json['id'])
    expect((await client.delete(`/me/messages/${immutable}`)).status).toBe(204)
    expect(await folderOf()).toBe((await client.get('/me/mailFolders/recoverableitemsdeletions')).json['id'])
    const listed = await client.all('/me/messages?$top=500&$select=id', { prefer: 'IdType="ImmutableId"' })
    expect(listed.map((row) => row['id'])).not.toContain(immutable)
    expect((await client.post(`/me/messages/${immutable}/permanentDelete`)).status).toBe(204)
    expect((await client.get(`/me/messages/${immutable}`)).status).toBe(404)
  })

  it('returns 404 for a second deletion of the same ordinary id', async () => {
    const client = clientOf(smallTenant())
    const id = await firstIn(client, 'inbox')
    await client.delete(`/me/messages/${id}`)
    expect((await client.delete(`/me/messages/${id}`)).status).toBe(404)
  })

  it('needs a destination that exists', async () => {
    const client = clientOf(smallTenant())
    const id = await firstIn(client, 'inbox')
    expect((await client.post(`/me/messages/${id}/move`, {})).status).toBe(400)
    expect((await client.post(`/me/messages/${id}/move`, { destinationId: 'nowhere' })).status).toBe(400)
    expect((await client.get(`/me/messages/${id}`)).status).toBe(200)
  })
})
