import { describe, expect, it } from 'vitest'
import { type Answered, clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const lists = '/me/todo/lists'
const file = {
  '@odata.type': '#microsoft.graph.taskFileAttachment',
  name: 'smile',
  contentBytes: 'R0lGODdhEAYEAA7',
  contentType: 'image/gif',
}

async function taskPath(client: GraphClient): Promise<string> {
  const { json } = await client.post(`${lists}/Tasks/tasks`, { title: 'With files' })
  return `${lists}/Tasks/tasks/${json['id']}`
}

describe('files on tasks', () => {
  it('are added, listed without their bytes, read with them or raw, and taken away', async () => {
    const client = clientOf(smallTenant())
    const task = await taskPath(client)
    const added = await client.post(`${task}/attachments`, file)
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({
      '@odata.type': '#microsoft.graph.taskFileAttachment',
      name: 'smile',
      contentType: 'image/gif',
      lastModifiedDateTime: '2026-11-18T10:00:00Z',
    })
    expect(added.json).not.toHaveProperty('contentBytes')
    expect((await client.get(task)).json['hasAttachments']).toBe(true)
    const list = await client.get(`${task}/attachments`)
    expect(list.json['value']).toHaveLength(1)
    expect(list.json['value']?.[0]).not.toHaveProperty('contentBytes')
    const one = `${task}/attachments/${added.json['id']}`
    const read = await client.get(one)
    expect(
      Buffer.from(read.json['contentBytes'] as string, 'base64')
        .subarray(0, 4)
        .toString(),
    ).toBe('GIF8')
    expect((await client.get(`${one}/$value`)).headers.get('content-type')).toBe('image/gif')
    expect((await client.get(`${task}?$expand=attachments`)).json['attachments']).toHaveLength(1)
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.get(one)).status).toBe(404)
    expect((await client.get(task)).json['hasAttachments']).toBe(false)
  })

  it('need a type, a name and bytes', async () => {
    const client = clientOf(smallTenant())
    const task = await taskPath(client)
    for (const broken of [
      { ...file, '@odata.type': undefined },
      { ...file, name: '' },
      { ...file, contentBytes: undefined },
      { ...file, contentBytes: '!' },
    ])
      expect((await client.post(`${task}/attachments`, broken)).status).toBe(400)
  })

  const size = 3_483_322
  function part(client: GraphClient, url: string, first: number, last: number): Promise<Answered> {
    return client.put(`${url}/content`, Buffer.alloc(last - first + 1), {
      'content-type': 'application/octet-stream',
      'content-range': `bytes ${first}-${last}/${size}`,
    })
  }

  it('of up to 25 MB come in parts to a session, with a token', async () => {
    const client = clientOf(smallTenant())
    const task = await taskPath(client)
    const session = await client.post(`${task}/attachments/createUploadSession`, {
      attachmentInfo: { attachmentType: 'file', name: 'flower', size },
    })
    expect(session.status).toBe(200)
    expect(session.json).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession',
      uploadUrl: expect.stringContaining('/attachmentSessions/'),
      expirationDateTime: '2026-11-18T12:00:00Z',
      nextExpectedRanges: ['0-'],
    })
    const url = session.json['uploadUrl'] as string
    expect((await part(client, url, 5, 9)).status).toBe(416)
    const first = await part(client, url, 0, 2_097_151)
    expect([first.status, first.json]).toEqual([
      200,
      { ExpirationDateTime: '2026-11-18T12:00:00Z', NextExpectedRanges: ['2097152'] },
    ])
    expect((await client.get(url)).json['nextExpectedRanges']).toEqual(['2097152'])
    expect((await client.get(`${task}/attachmentSessions`)).json['value']).toHaveLength(1)
    const last = await part(client, url, 2_097_152, size - 1)
    expect([last.status, last.text]).toEqual([201, ''])
    const { json } = await client.get(last.headers.get('location') ?? '')
    expect(json).toMatchObject({ name: 'flower', size })
    expect((await client.get(url)).status).toBe(404)
    const anonymous = await client.tenant.fetch(`${url}/content`, { method: 'PUT', body: 'x' })
    expect(anonymous.status).toBe(401)
  })

  it('are cancelled, and refused when they are larger than 25 MB', async () => {
    const client = clientOf(smallTenant())
    const task = await taskPath(client)
    const open = (attachmentInfo: object): Promise<Answered> =>
      client.post(`${task}/attachments/createUploadSession`, { attachmentInfo })
    const session = await open({ attachmentType: 'file', name: 'x', size: 100 })
    expect((await client.delete(session.json['uploadUrl'] as string)).status).toBe(204)
    expect((await client.delete(session.json['uploadUrl'] as string)).status).toBe(404)
    expect((await open({ attachmentType: 'file', name: 'x', size: 26 * 1024 * 1024 })).status).toBe(400)
    expect((await open({ attachmentType: 'file', size: 100 })).status).toBe(400)
  })
})
