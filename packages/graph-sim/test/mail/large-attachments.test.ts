import { describe, expect, it } from 'vitest'
import { type Answered, clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const size = 3_483_322
const item = { attachmentType: 'file', name: 'flower.jpg', size }

/** A draft with an upload session for a file on it. */
async function opened(client: GraphClient, AttachmentItem: object = item) {
  const draft = await client.post('/me/messages', { subject: 'With a flower' })
  const attachments = `/me/messages/${draft.json['id']}/attachments`
  const session = await client.post(`${attachments}/createUploadSession`, { AttachmentItem })
  return { attachments, draft: draft.json['id'], session, url: session.json['uploadUrl'] as string }
}

/** Asks without a token, as one does at the address of an upload. */
async function openly(client: GraphClient, url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await client.tenant.fetch(url, init)
  const text = await response.text()
  const json = text.startsWith('{') ? JSON.parse(text) : undefined
  return { status: response.status, headers: response.headers, text, json }
}

function put(client: GraphClient, url: string, [first, last]: readonly [number, number], total = size) {
  return openly(client, url, {
    method: 'PUT',
    headers: {
      'content-range': `bytes ${first}-${last}/${total}`,
      'content-type': 'application/octet-stream',
    },
    body: Buffer.alloc(last - first + 1, first % 251),
  })
}

describe('files of 3 MB and more (Graph rule 34)', () => {
  it('get an upload session, which takes parts in order and ends with the address of the attachment', async () => {
    const client = clientOf(smallTenant())
    const { attachments, session, url, draft } = await opened(client)
    expect(session.status).toBe(201)
    expect(session.json).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession',
      uploadUrl: expect.stringMatching(/^https:\/\/outlook\.office\.com\/.*AttachmentSessions.*authtoken=/),
      expirationDateTime: '2026-11-18T12:00:00Z',
      nextExpectedRanges: ['0-'],
    })
    const first = await put(client, url, [0, 2_097_151])
    expect(first.status).toBe(200)
    expect(first.json).toEqual({
      '@odata.context': expect.stringContaining('/AttachmentSessions/$entity'),
      ExpirationDateTime: '2026-11-18T12:00:00Z',
      NextExpectedRanges: ['2097152'],
    })
    expect((await openly(client, url)).json).toEqual(first.json)
    expect((await client.get(attachments)).json['value']).toEqual([])
    const last = await put(client, url, [2_097_152, size - 1])
    expect([last.status, last.text]).toEqual([201, ''])
    const id = /Attachments\('(.*)'\)$/.exec(last.headers.get('location') ?? '')?.[1]
    expect(last.headers.get('location')).toContain(`/Messages('${draft}')/Attachments('${id}')`)
    const { json } = await client.get(`${attachments}/${id}?$select=name,contentType,size,isInline`)
    expect(json).toMatchObject({
      '@odata.type': '#microsoft.graph.fileAttachment',
      '@odata.mediaContentType': 'image/jpeg',
      id,
      name: 'flower.jpg',
      contentType: 'image/jpeg',
      size,
      isInline: false,
    })
    expect((await client.get(`${attachments}/${id}/$value`)).text).toHaveLength(size)
    expect((await put(client, url, [0, 0])).status).toBe(404)
  })

  it('may be shown in the text, under a name', async () => {
    const client = clientOf(smallTenant())
    const { attachments, url } = await opened(client, { ...item, isInline: true, contentId: 'my_picture' })
    await put(client, url, [0, size - 1])
    expect((await client.get(attachments)).json['value']?.[0]).toMatchObject({
      isInline: true,
      contentId: 'my_picture',
    })
  })

  it('refuse parts that are out of order, too large, of another size, or come with a token', async () => {
    const client = clientOf(smallTenant())
    const large = 9_000_000
    const { url } = await opened(client, { ...item, size: large })
    expect((await put(client, url, [0, 4 * 1024 * 1024], large)).status).toBe(413)
    expect((await put(client, url, [5, 9], large)).status).toBe(416)
    expect((await put(client, url, [0, 9], size)).status).toBe(400)
    expect((await put(client, url, [0, 9], large)).status).toBe(200)
    expect((await put(client, url, [0, 9], large)).status).toBe(416)
    expect((await client.get(url)).status).toBe(401)
  })

  it('can be cancelled, and are forgotten at the end of the session', async () => {
    const client = clientOf(smallTenant())
    const { url } = await opened(client)
    expect((await openly(client, url, { method: 'DELETE' })).status).toBe(204)
    expect((await openly(client, url)).status).toBe(404)
    const second = await opened(client)
    client.tenant.clock.advance(7_200_000)
    expect((await put(client, second.url, [0, 9])).status).toBe(404)
  })

  it('get no session when they are smaller than 3 MB, larger than 150 MB, or said too little about', async () => {
    const client = clientOf(smallTenant())
    const refused = async (AttachmentItem: object): Promise<unknown> => {
      const { session } = await opened(client, AttachmentItem)
      return [session.status, session.json['error']?.['code']]
    }
    expect(await refused({ ...item, size: 2_999_999 })).toEqual([
      400,
      'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
    ])
    expect(await refused({ ...item, size: 151 * 1024 * 1024 })).toEqual([
      400,
      'ErrorAttachmentSizeLimitExceeded',
    ])
    expect(await refused({ attachmentType: 'file', size })).toEqual([400, 'RequestBodyRead'])
    expect(await refused({ attachmentType: 'file', name: 'x' })).toEqual([400, 'RequestBodyRead'])
  })

  it("get no session in somebody else's mailbox on behalf of a user, but for an app", async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const ask = async (token: string): Promise<number> => {
      const client = clientOf(tenant, token)
      const draft = await client.post(`/users/${other?.id}/messages`, { subject: 'x' })
      const path = `/users/${other?.id}/messages/${draft.json['id']}/attachments/createUploadSession`
      return (await client.post(path, { AttachmentItem: item })).status
    }
    expect(await ask(tenant.token())).toBe(403)
    expect(await ask(tenant.token({ roles: ['Mail.ReadWrite'] }))).toBe(201)
  })
})
