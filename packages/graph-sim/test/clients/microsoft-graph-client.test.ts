import {
  BatchRequestContent,
  BatchResponseContent,
  FileUpload,
  GraphError,
  LargeFileUploadTask,
  OneDriveLargeFileUploadTask,
  PageIterator,
  ResponseType,
} from '@microsoft/microsoft-graph-client'
import { describe, expect, it } from 'vitest'
import { smallTenant } from '../graph-client.ts'
import { connectInProcess, connectOverHttp } from './sdk-client.ts'

const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, at) => at % 253)

describe.each([
  ['in process', connectInProcess],
  ['over HTTP', connectOverHttp],
])('Microsoft’s own client %s', (_name, connect) => {
  it('lists with the options that it has words for', async () => {
    await using connection = await connect(smallTenant())
    const { value } = await connection.client
      .api('/me/messages')
      .select(['subject', 'receivedDateTime'])
      .filter("receivedDateTime ge 2020-01-01T00:00:00Z and importance eq 'normal'")
      .orderby('receivedDateTime desc')
      .top(7)
      .get()
    expect(value.length).toBe(7)
    expect(Object.keys(value[0])).toEqual(['@odata.etag', 'id', 'subject', 'receivedDateTime'])
  })

  it('goes through pages with its iterator, and keeps the link to what changes', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    const seen = new Set<string>()
    const first = await client.api('/me/messages').select('id').top(9).get()
    const iterator = new PageIterator(client, first, (row: { id: string }) => Boolean(seen.add(row.id)))
    await iterator.iterate()
    expect(iterator.isComplete()).toBe(true)
    expect(seen.size).toBe(Number(await client.api('/me/messages/$count').get()))

    const delta = new PageIterator(client, await client.api('/me/contacts/delta').get(), () => true)
    await delta.iterate()
    const link = delta.getDeltaLink() ?? ''
    const { id } = await client.api('/me/contacts').post({ givenName: 'Ada' })
    const { value } = await client.api(link).get()
    expect(value.map((row: { id: string }) => row.id)).toEqual([id])
  })

  it('creates, reads, changes and deletes', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    const made = await client.api('/me/messages').post({ subject: 'Draft', toRecipients: [] })
    expect(await client.api(`/me/messages/${made.id}`).update({ subject: 'Changed' })).toMatchObject({
      id: made.id,
      subject: 'Changed',
    })
    expect(
      await client.api(`/me/messages/${made.id}`).header('If-Match', made.changeKey).delete().catch(codeOf),
    ).toBe('ErrorIrresolvableConflict')
    await client.api(`/me/messages/${made.id}/permanentDelete`).post({})
    expect(await client.api(`/me/messages/${made.id}`).get().catch(codeOf)).toBe('ErrorItemNotFound')
  })

  it('sends a batch whose requests depend on each other', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    const url = 'https://graph.microsoft.com'
    const json = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ displayName: 'From a batch' })
    const batch = new BatchRequestContent([
      { id: '1', request: new Request(`${url}/me/mailFolders`, { method: 'POST', headers: json, body }) },
      { id: '2', request: new Request(`${url}/me/mailFolders?$top=100`), dependsOn: ['1'] },
      { id: '3', request: new Request(`${url}/me/messages/nonsense`), dependsOn: ['2'] },
    ])
    const answers = new BatchResponseContent(await client.api('/$batch').post(await batch.getContent()))
    expect(['1', '2', '3'].map((id) => answers.getResponseById(id).status)).toEqual([201, 200, 400])
    const { value } = (await answers.getResponseById('2').json()) as {
      readonly value: readonly { displayName: string }[]
    }
    expect(value.map((folder) => folder.displayName)).toContain('From a batch')
  })

  it('is told in Graph’s words that it leaves the version in the addresses of a batch', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    const request = new Request('https://graph.microsoft.com/v1.0/groups')
    const batch = new BatchRequestContent([{ id: '1', request }])
    const answers = new BatchResponseContent(await client.api('/$batch').post(await batch.getContent()))
    const answer = answers.getResponseById('1')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { message: "Resource not found for the segment 'v1.0'." },
    })
  })

  it('uploads a large file in ranges, and gets it back', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    const content = bytes(900_000)
    const steps: number[] = []
    const task = await OneDriveLargeFileUploadTask.create(client, content, {
      fileName: 'large #1.bin',
      path: '/Uploads',
      rangeSize: 320 * 1024,
      uploadEventHandlers: { progress: (range) => steps.push(range?.maxValue ?? 0) },
    })
    const { responseBody } = await task.upload()
    expect(responseBody).toMatchObject({ name: 'large #1.bin', size: content.length })
    expect(steps).toEqual([327_679, 655_359, 899_999])
    const { id } = responseBody as { readonly id: string }
    const back = await client
      .api(`/me/drive/items/${id}/content`)
      .responseType(ResponseType.ARRAYBUFFER)
      .get()
    expect(new Uint8Array(back)).toEqual(content)
  })

  it('uploads a large attachment in ranges', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    const { id } = await client.api('/me/messages').post({ subject: 'With a large attachment' })
    const content = bytes(3_400_000)
    const session = await LargeFileUploadTask.createUploadSession(
      client,
      `/me/messages/${id}/attachments/createUploadSession`,
      { AttachmentItem: { attachmentType: 'file', name: 'a.bin', size: content.length } },
    )
    const file = new FileUpload(content.buffer, 'a.bin', content.length)
    const task = new LargeFileUploadTask(client, file, session, { rangeSize: 1024 * 1024 })
    const { location } = await task.upload()
    expect(location).toContain('ttachments')
    const { value } = await client.api(`/me/messages/${id}/attachments`).select('name,size').get()
    expect(value[0]).toMatchObject({ name: 'a.bin', size: expect.any(Number) })
  })

  it('waits and tries again when it is throttled or the service is away', async () => {
    const tenant = smallTenant()
    tenant.faults.add({
      times: 2,
      action: [
        { kind: 'throttle', retryAfter: 0 },
        { kind: 'status', status: 503, retryAfter: 0 },
      ],
    })
    await using connection = await connect(tenant)
    const me = await connection.client.api('/me').get()
    expect(me.id).toBe(tenant.me.id)
    expect(tenant.requests.length).toBe(3)
  })

  it('tells of errors with code, status, date and request id', async () => {
    const tenant = smallTenant()
    await using connection = await connect(tenant)
    const error = await connection.client
      .api('/users/nobody')
      .get()
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(GraphError)
    expect(error).toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
      requestId: tenant.requests[0]?.requestId,
      date: expect.any(Date),
    })
    const broken = await connection.client.api('/me/messages').filter('subject eq').get().catch(codeOf)
    expect(broken).toBe('BadRequest')
  })

  it('reads a picture and a stream', async () => {
    await using connection = await connect(smallTenant())
    const { client } = connection
    await client.api('/me/drive/root:/note.txt:/content').put('A note')
    const stream: ReadableStream<Uint8Array> = await client
      .api('/me/drive/root:/note.txt:/content')
      .getStream()
    expect(await new Response(stream).text()).toBe('A note')
  })
})

function codeOf(error: unknown): unknown {
  return error instanceof GraphError ? error.code : error
}
