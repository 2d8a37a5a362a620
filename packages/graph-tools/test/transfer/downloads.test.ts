import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { sendJson } from '../../src/client.ts'
import {
  downloadAttachment,
  downloadFile,
  saveDownload,
  uploadAttachment,
  uploadFile,
} from '../../src/transfer.ts'
import { failureOf } from '../world/open-client.ts'
import { openTransfer, sha256, someBytes, type TransferWorld } from '../world/transfer-world.ts'

const size = 3_000_017
const bytes = someBytes(size)
const hash = sha256(bytes)
const path = '/me/drive/root:/R%26D/plan.bin'
let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'download-'))
  file = join(folder, 'plan.bin')
})
afterEach(() => rm(folder, { recursive: true }))

/** A world with the file in its drive. */
async function openWithFile(options = {}): Promise<TransferWorld> {
  const world = await openTransfer(options)
  await uploadFile(world.context, path, new Blob([bytes]))
  world.forget()
  return world
}

async function hashOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return sha256(new Uint8Array(await new Response(stream).arrayBuffer()))
}

async function savedHash(): Promise<string> {
  return sha256(await readFile(file))
}

describe('downloading a file', () => {
  it('is a stream of the web or of Node, or a file', async () => {
    await using world = await openWithFile()
    const opened = await downloadFile(world.context, path)
    expect(opened).toMatchObject({ name: 'plan.bin', size })
    expect(await hashOf(opened.stream)).toBe(hash)
    expect(world.progress.at(-1)).toBe(size)
    const chunks: Uint8Array[] = await Readable.from(
      (await downloadFile(world.context, path)).stream,
    ).toArray()
    expect(sha256(Buffer.concat(chunks))).toBe(hash)
    await saveDownload((await downloadFile(world.context, path)).stream, file)
    expect(await savedHash()).toBe(hash)
    expect(await readdir(folder)).toEqual(['plan.bin'])
  })

  it('may be of nothing', async () => {
    await using world = await openTransfer()
    await uploadFile(world.context, path, new Blob([]))
    await saveDownload((await downloadFile(world.context, path)).stream, file)
    expect(await readFile(file)).toHaveLength(0)
  })

  it('sends no token to where the bytes are', async () => {
    const tokens: [string, boolean][] = []
    await using world = await openTransfer({
      fetch: async (input, init) => {
        tokens.push([new URL(String(input)).pathname, new Headers(init?.headers).has('authorization')])
        return fetch(input, init)
      },
    })
    await uploadFile(world.context, path, new Blob([bytes]))
    await hashOf((await downloadFile(world.context, path)).stream)
    expect(tokens.at(-1)).toEqual([expect.stringContaining('download.aspx'), false])
  })

  it('gives the same bytes after cuts anywhere, and asks for none twice', async () => {
    await using world = await openWithFile()
    const cuts = fc.array(fc.integer({ min: 1, max: size }), { maxLength: 5 })
    let broken = 0
    await fc.assert(
      fc.asyncProperty(cuts, async (after) => {
        world.forget()
        const before = world.line.cuts()
        world.line.cut(...after)
        let got = 0
        const { stream } = await downloadFile(world.context, path)
        for await (const chunk of stream) {
          expect(Buffer.compare(chunk, bytes.subarray(got, got + chunk.length))).toBe(0)
          got += chunk.length
        }
        expect(got).toBe(size)
        broken += world.line.cuts() - before
        const starts = world.ranges.map((range) => Number(/\d+/.exec(range)))
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
      }),
      { numRuns: attempts(150) },
    )
    expect(broken).toBeGreaterThan(5)
  })

  it('goes on after a body that ends early, and with a new address when the old one is out of date', async () => {
    await using world = await openWithFile()
    world.tenant.faults.add({ match: { path: 'download.aspx' }, times: 1, action: { kind: 'truncate' } })
    const progress = (): void => {
      if (world.ranges.length === 0) world.tenant.clock.advance(7_200_000)
    }
    const { stream } = await downloadFile({ ...world.context, progress }, path)
    expect(await hashOf(stream)).toBe(hash)
    expect(world.ranges).toHaveLength(1)
  })

  it('never glues a file together that was changed, and leaves the one that was there', async () => {
    await using world = await openWithFile()
    await writeFile(file, 'what was there')
    world.tenant.faults.add({ match: { path: 'download.aspx' }, times: 1, action: { kind: 'truncate' } })
    const { stream } = await downloadFile(world.context, path)
    const replaced = new Blob([someBytes(size, 2)])
    const changing = stream.pipeThrough(
      new TransformStream({
        async start() {
          await uploadFile(world.context, path, replaced, { ifExists: 'replace' })
        },
      }),
    )
    expect(await failureOf(saveDownload(changing, file))).toMatchObject({ status: 412, retryable: true })
    expect(await readFile(file, 'utf8')).toBe('what was there')
    expect(await readdir(folder)).toEqual(['plan.bin'])
  })

  it('stops when the caller goes away, and leaves nothing', async () => {
    await using world = await openWithFile()
    const caller = new AbortController()
    const context = {
      ...world.context,
      signal: caller.signal,
      progress: () => caller.abort(new Error('gone')),
    }
    const { stream } = await downloadFile(context, path)
    await expect(saveDownload(stream, file)).rejects.toThrow('gone')
    expect(await readdir(folder)).toEqual([])
  })

  it('gives up when not a byte more comes', async () => {
    await using world = await openWithFile()
    world.tenant.faults.add({ match: { path: 'download.aspx' }, action: { kind: 'reset' } })
    const { stream } = await downloadFile(world.context, path)
    expect(await failureOf(saveDownload(stream, file))).toMatchObject({ status: 0, retryable: true })
  })

  it('says that a folder is none, and that there is no such file', async () => {
    await using world = await openWithFile()
    expect(await failureOf(downloadFile(world.context, '/me/drive/root:/R%26D'))).toMatchObject({
      code: 'ERR_INVALID_INPUT',
    })
    expect(await failureOf(downloadFile(world.context, '/me/drive/root:/none'))).toMatchObject({
      status: 404,
    })
  })
})

describe('a file whose storage tells versions apart by ETag', () => {
  const half = Math.floor(size / 2)

  /** Gives half of the file out, and then what `second` answers. */
  async function storage(second: RequestListener): Promise<string> {
    let count = 0
    const server = createServer((request, response) => {
      if (!request.url?.startsWith('/storage')) {
        const { host } = request.headers
        response.setHeader('content-type', 'application/json')
        response.end(
          JSON.stringify({
            id: '1',
            name: 'plan.bin',
            size,
            cTag: 'c',
            file: {},
            '@microsoft.graph.downloadUrl': `http://${host}/storage`,
          }),
        )
      } else if (count++ > 0) second(request, response)
      else {
        response.writeHead(200, { etag: '"one"', 'content-length': size })
        response.write(bytes.subarray(0, half), () => response.destroy())
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    server.unref()
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`
  }

  async function download(second: RequestListener): Promise<string> {
    const baseUrl = await storage(second)
    await using world = await openTransfer({ baseUrl })
    return hashOf((await downloadFile(world.context, '/me/drive/items/1')).stream)
  }

  it('is taken up under If-Range', async () => {
    const whole = download((request, response) => {
      expect(request.headers['if-range']).toBe('"one"')
      const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
      response.writeHead(206, { etag: '"one"', 'content-range': `bytes ${start}-${size - 1}/${size}` })
      response.end(bytes.subarray(Number(start)))
    })
    expect(await whole).toBe(hash)
  })

  it.each<[string, number, (start: number) => Record<string, string>]>([
    ['starts anew', 200, () => ({ etag: '"two"' })],
    [
      'ignores the condition',
      206,
      (start) => ({ etag: '"two"', 'content-range': `bytes ${start}-${size - 1}/${size}` }),
    ],
    [
      'answers another range',
      206,
      (start) => ({ etag: '"one"', 'content-range': `bytes ${start - 1}-${size - 1}/${size}` }),
    ],
    [
      'has a longer file',
      206,
      (start) => ({ etag: '"one"', 'content-range': `bytes ${start}-${size}/${size + 1}` }),
    ],
  ])('is not glued together when the storage %s', async (_, status, headersOf) => {
    const failure = await failureOf(
      download((request, response) => {
        const start = Number(/\d+/.exec(request.headers.range ?? ''))
        response.writeHead(status, headersOf(start))
        response.end(bytes.subarray(start))
      }),
    )
    expect(failure).toMatchObject({
      status: 412,
      message: expect.stringContaining('changed while it was read'),
    })
  })
})

describe('downloading an attachment', () => {
  async function openWithAttachment(options = {}): Promise<{ world: TransferWorld; attachment: string }> {
    const world = await openTransfer(options)
    const message = await sendJson<{ id: string }>(world.context, '/me/messages', { subject: 'With a plan' })
    const owner = `/me/messages/${encodeURIComponent(message.id)}`
    const { id } = await uploadAttachment(world.context, owner, new Blob([bytes]), { name: 'plan.bin' })
    return { world, attachment: `${owner}/attachments/${encodeURIComponent(id)}` }
  }

  it('gives its bytes, also after cuts', async () => {
    const { world, attachment } = await openWithAttachment()
    await using _ = world
    world.line.cut(size >> 1, size, size >> 2)
    const before = world.line.cuts()
    const { name, stream } = await downloadAttachment(world.context, attachment)
    expect(name).toBe('plan.bin')
    expect(await hashOf(stream)).toBe(hash)
    expect(world.line.cuts()).toBeGreaterThan(before)
  })

  it('takes its place in the mailbox until it has been read', async () => {
    const { world, attachment } = await openWithAttachment({ concurrency: 1 })
    await using _ = world
    const reader = (await downloadAttachment(world.context, attachment)).stream.getReader()
    await reader.read()
    let answered = false
    const other = world.context.fetch('/me/messages?$top=1').then(() => {
      answered = true
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(answered).toBe(false)
    await reader.cancel()
    await other
    expect(answered).toBe(true)
  })
})
