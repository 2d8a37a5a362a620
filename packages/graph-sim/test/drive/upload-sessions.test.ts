import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const step = 320 * 1024

interface Part {
  readonly bytes: Uint8Array
  readonly first: number
  readonly total: number
}

async function send({ tenant }: GraphClient, url: string, { bytes, first, total }: Part) {
  const range = `bytes ${first}-${first + bytes.length - 1}/${total}`
  const body = bytes as Uint8Array<ArrayBuffer>
  const answer = await tenant.fetch(url, { method: 'PUT', body, headers: { 'content-range': range } })
  const text = await answer.text()
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) }
}

async function openUpload(client: GraphClient, path: string, item: object = {}): Promise<string> {
  const { status, json } = await client.post(`${path}/createUploadSession`, { item })
  expect([status, json['nextExpectedRanges']]).toEqual([200, ['0-']])
  return json['uploadUrl'] as string
}

describe('an upload session', () => {
  it('takes a file in parts and answers the last with the item (Graph rule 35)', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const url = await openUpload(client, '/me/drive/root:/Big/plan.bin:')
    const bytes = Uint8Array.from({ length: step + 10 }, (_, i) => i % 251)
    const total = bytes.length
    const first = await send(client, url, { bytes: bytes.subarray(0, step), first: 0, total })
    expect([first.status, first.json.nextExpectedRanges]).toEqual([202, [`${step}-`]])
    expect(Date.parse(first.json.expirationDateTime)).toBeGreaterThan(client.tenant.clock.now())
    const progress = await client.tenant.fetch(url)
    expect(await progress.json()).toEqual(first.json)
    const last = await send(client, url, { bytes: bytes.subarray(step), first: step, total })
    expect([last.status, last.json.name, last.json.size]).toEqual([201, 'plan.bin', total])
    const kept = await client.tenant.fetch(last.json['@microsoft.graph.downloadUrl'])
    expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true)
    expect((await client.get('/me/drive/root:/Big/plan.bin')).json['id']).toBe(last.json.id)
    expect((await client.tenant.fetch(url)).status).toBe(404)
  })

  it('refuses parts that overlap, leave a gap, or have the wrong length, and goes on after them', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const url = await openUpload(client, '/me/drive/root:/a.bin:')
    const bytes = new Uint8Array(step)
    const total = step + 1
    const odd = await send(client, url, { bytes: bytes.subarray(1), first: 0, total })
    expect([odd.status, odd.json.error.code]).toEqual([400, 'invalidRequest'])
    expect((await send(client, url, { bytes, first: 0, total })).status).toBe(202)
    const other = await send(client, url, { bytes: bytes.subarray(0, 1), first: step, total: total + 1 })
    expect([other.status, other.json.error.code]).toEqual([400, 'invalidRequest'])
    const again = await send(client, url, { bytes, first: 0, total })
    expect([again.status, again.json.error.code]).toEqual([416, 'invalidRange'])
    const bare = await client.tenant.fetch(url, { method: 'PUT', body: 'x' })
    expect(bare.status).toBe(400)
    expect((await send(client, url, { bytes: bytes.subarray(0, 1), first: step, total })).status).toBe(201)
  })

  it('refuses a part that begins after the next expected byte', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const url = await openUpload(client, '/me/drive/root:/a.bin:')
    const { status, json } = await send(client, url, {
      bytes: new Uint8Array(5),
      first: step,
      total: step + 5,
    })
    expect([status, json.error.code]).toEqual([416, 'invalidRange'])
  })

  it('wants no token at its address', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const url = await openUpload(client, '/me/drive/root:/a.bin:')
    expect((await client.put(url, 'x', { 'content-range': 'bytes 0-0/1' })).status).toBe(401)
  })

  it('ends when it is cancelled, and when nothing has come for long', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const cancelled = await openUpload(client, '/me/drive/root:/a.bin:')
    expect((await client.tenant.fetch(cancelled, { method: 'DELETE' })).status).toBe(204)
    expect((await client.tenant.fetch(cancelled, { method: 'DELETE' })).status).toBe(404)
    const forgotten = await openUpload(client, '/me/drive/root:/b.bin:')
    client.tenant.clock.advance(8 * 86_400_000)
    const late = await send(client, forgotten, { bytes: new Uint8Array(1), first: 0, total: 1 })
    expect([late.status, late.json.error.code]).toEqual([404, 'itemNotFound'])
  })

  it('fails, replaces or renames when the name is taken, at the beginning or at the end', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const path = '/me/drive/root:/a.txt:'
    const part = { bytes: Buffer.from('new'), first: 0, total: 3 }
    const early = await openUpload(client, path)
    const made = await client.put(`${path}/content`, 'old')
    const late = await send(client, early, part)
    expect([late.status, late.json.error.code]).toEqual([409, 'upload_name_conflict'])
    const refused = await client.post(`${path}/createUploadSession`, {})
    expect([refused.status, refused.json['error']?.['code']]).toEqual([409, 'nameAlreadyExists'])
    const behavior = '@microsoft.graph.conflictBehavior'
    const renamed = await send(client, await openUpload(client, path, { [behavior]: 'rename' }), part)
    expect([renamed.status, renamed.json.name]).toEqual([201, 'a 1.txt'])
    const replaced = await send(client, await openUpload(client, path, { [behavior]: 'replace' }), part)
    expect([replaced.status, replaced.json.id]).toEqual([200, made.json['id']])
    const byId = await openUpload(client, `/me/drive/items/${made.json['id']}`)
    expect((await send(client, byId, part)).status).toBe(200)
  })

  it('is not opened for an old version, for the one that the client has, or for more than fits', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    await client.put('/me/drive/root:/a.txt:/content', 'old')
    const path = '/me/drive/root:/a.txt:/createUploadSession'
    expect((await client.post(path, {}, { 'if-match': '"other"' })).status).toBe(412)
    const large = { item: { fileSize: 2 ** 41, '@microsoft.graph.conflictBehavior': 'replace' } }
    expect((await client.post(path, large)).status).toBe(507)
    const { json } = await client.get('/me/drive/root:/a.txt')
    const same = { 'if-none-match': json['eTag'] as string }
    expect((await client.post(path, {}, same)).status).toBe(412)
    expect((await client.post(path, { item: 3 })).status).toBe(400)
  })

  it('makes the file when it is asked to, if it was opened so', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const path = '/me/drive/root:/later.bin:'
    const { json } = await client.post(`${path}/createUploadSession`, { deferCommit: true })
    const url = json['uploadUrl'] as string
    const early = await client.tenant.fetch(url, { method: 'POST' })
    expect(early.status).toBe(400)
    const sent = await send(client, url, { bytes: new Uint8Array(8), first: 0, total: 8 })
    expect([sent.status, sent.json.nextExpectedRanges]).toEqual([202, []])
    expect((await client.get(path.slice(0, -1))).status).toBe(404)
    const done = await client.tenant.fetch(url, { method: 'POST' })
    expect([done.status, await done.json()]).toMatchObject([201, { name: 'later.bin' }])
    expect((await client.tenant.fetch(url)).status).toBe(404)
  })

  it('is saved under another name after a conflict, without sending the bytes again', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const url = await openUpload(client, '/me/drive/root:/Box/plan.bin:', {
      '@microsoft.graph.conflictBehavior': 'fail',
    })
    await client.put('/me/drive/root:/Box/plan.bin:/content', 'faster')
    const refused = await send(client, url, { bytes: new Uint8Array(8), first: 0, total: 8 })
    expect([refused.status, refused.json.error.code]).toEqual([409, 'upload_name_conflict'])
    const json = { 'content-type': 'application/json' }
    const body = {
      name: 'plan.bin',
      '@microsoft.graph.conflictBehavior': 'rename',
      '@microsoft.graph.sourceUrl': url,
    }
    const saved = await client.put('/me/drive/root:/Box', JSON.stringify(body), json)
    expect([saved.status, saved.json['name'], saved.json['size']]).toEqual([201, 'plan 1.bin', 8])
    const again = await client.put('/me/drive/root:/Box', JSON.stringify(body), json)
    expect(again.status).toBe(404)
    expect((await client.put('/me/drive/root:/Box', '{}', json)).status).toBe(400)
  })
})
