import { describe, expect, it } from 'vitest'

import { failureOf } from '../world/open-client.ts'
import { openWorld, type World } from '../world/open-world.ts'

interface File {
  readonly id: string
  readonly kind: string
  readonly bytes: number
  readonly items?: number
  readonly type?: string
  readonly folder?: string
  readonly note?: string
  readonly textCharacters?: number
  readonly textTruncated?: { readonly to: number; readonly next: string }
  readonly untrusted: { readonly name: string; readonly text?: string }
}

interface Files {
  readonly files: readonly File[]
  readonly more: boolean
  readonly nextCursor?: string
}

async function put({ tenant }: World, path: string, body: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const url = `https://graph.microsoft.com/v1.0/me/drive/root:/${path.split('/').map(encodeURIComponent).join('/')}:/content`
  const answer = await tenant.fetch(url, {
    method: 'PUT',
    headers: { authorization: `Bearer ${tenant.token()}` },
    body,
  })
  if (!answer.ok) throw new Error(await answer.text())
}

describe('file_list', () => {
  it('lists the top of the drive, and a folder by id or by path', async () => {
    const { call } = openWorld()
    const { files } = await call<Files>('file_list')
    const folder = files.find(({ kind }) => kind === 'folder')
    const byId = await call<Files>('file_list', { id: folder?.id, top: 200 })
    const byPath = await call<Files>('file_list', { path: `/${folder?.untrusted.name}/`, top: 200 })
    expect(byPath.files).toEqual(byId.files)
    expect(byId.files).toHaveLength(folder?.items ?? 0)
    expect(JSON.stringify(files)).not.toMatch(/null|downloadUrl|odata/)
  })

  it('goes on with its cursor', async () => {
    const { call } = openWorld()
    const all = await call<Files>('file_list', { path: 'Documents', top: 200 })
    const first = await call<Files>('file_list', { path: 'Documents', top: 5 })
    const second = await call<Files>('file_list', { path: 'Documents', top: 5, cursor: first.nextCursor })
    expect([...first.files, ...second.files]).toEqual(all.files.slice(0, 10))
  })

  it('says that a path does not exist', async () => {
    const { call } = openWorld()
    expect(await failureOf(call('file_list', { path: 'No/Such' }))).toMatchObject({ status: 404 })
    expect(await failureOf(call('file_list', { path: 'a', id: 'b' }))).toMatchObject({
      code: 'ERR_INVALID_INPUT',
    })
    expect(await failureOf(call('file_list', { path: 'a/../../b' }))).toMatchObject({
      code: 'ERR_INVALID_INPUT',
    })
  })
})

describe('file_get', () => {
  it('reads the text of a file with any name, by path and by id', async () => {
    const world = openWorld()
    const name = "R&D #1 'quoted' 100 % 😀.md"
    await put(world, name, '# Grüße\r\n😀')
    const byPath = await world.call<File>('file_get', { path: name })
    expect(byPath).toMatchObject({
      kind: 'file',
      folder: '',
      textCharacters: 10,
      untrusted: { name, text: '# Grüße\n😀' },
    })
    expect(await world.call('file_get', { id: byPath.id })).toEqual(byPath)
  })

  it('describes what is no text, and what is too large, without reading it', async () => {
    const world = openWorld()
    await put(world, 'plan.docx', 'PK')
    await put(world, 'huge.txt', 'x'.repeat(1_100_000))
    world.tenant.clearRequests()
    expect(await world.call('file_get', { path: 'plan.docx' })).toMatchObject({
      note: 'The content is not text and was not read.',
    })
    expect(await world.call('file_get', { path: 'huge.txt' })).toMatchObject({
      note: 'The text is larger than 1 MiB and was not read.',
    })
    expect(await world.call('file_get', { path: 'huge.txt', content: false })).not.toHaveProperty('note')
    expect(await world.call('file_get', { path: 'Documents' })).toMatchObject({ kind: 'folder' })
    expect(world.tenant.requests.filter(({ url }) => url.includes('/content'))).toEqual([])
  })

  it('gives a long text in parts', async () => {
    const world = openWorld()
    const text = Array.from({ length: 4000 }, (_, line) => `${line};value`).join('\n')
    await put(world, 'long.csv', text)
    const first = await world.call<File>('file_get', { path: 'long.csv' })
    expect(first.untrusted.text).toBe(text.slice(0, 12_000))
    expect(first.textTruncated?.next).toBe('Call file_get with offset 12000 for what follows.')
    const second = await world.call<File>('file_get', {
      path: 'long.csv',
      offset: 12_000,
      maxCharacters: 20_000,
    })
    expect(second.untrusted.text).toBe(text.slice(12_000, 32_000))
  })

  it('reads other encodings than UTF-8, says that a file is empty, and refuses bytes that are no text', async () => {
    const world = openWorld()
    const read = async (path: string) => (await world.call<File>('file_get', { path })).untrusted.text
    await put(world, 'latin.txt', new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65]))
    expect(await read('latin.txt')).toBe('Grüße')
    await put(world, 'wide.txt', new Uint8Array([0xff, 0xfe, 0x47, 0, 0x72, 0, 0xfc, 0]))
    expect(await read('wide.txt')).toBe('Grü')
    await put(world, 'mark.txt', new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))
    expect(await read('mark.txt')).toBe('a')
    await put(world, 'bytes.txt', new Uint8Array([1, 0, 2, 0xff]))
    expect(await failureOf(read('bytes.txt'))).toMatchObject({
      message: expect.stringContaining('it is not'),
    })
    await put(world, 'empty.txt', '')
    expect(await world.call('file_get', { path: 'empty.txt' })).toMatchObject({ note: 'The file is empty.' })
  })

  it('wants to know which file', async () => {
    const { call } = openWorld()
    expect(await failureOf(call('file_get'))).toMatchObject({
      code: 'ERR_INVALID_INPUT',
      message: expect.stringContaining('id or the path'),
    })
  })
})
