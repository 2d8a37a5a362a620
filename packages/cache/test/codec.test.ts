import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib'

import { createTenant } from '@graphkeep/graph-sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createCodec } from '../src/codec.ts'

const codec = createCodec(16 * 1024)

const textAndBytes = (text: string) => ({ text, bytes: Buffer.byteLength(text) })

const pages = [
  '/me/messages?$top=25',
  '/me/messages?$top=50&$select=subject,from,receivedDateTime,bodyPreview',
  '/me/events?$top=25',
  '/me/contacts?$top=50',
  '/me/drive/root/children?$top=100',
]

describe('the codec', () => {
  it('gives back every text, compressed or not, on and off the event loop', async () => {
    const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom(0, 1, 400, 20_000))
    await fc.assert(
      fc.asyncProperty(text, async ([part, times]) => {
        const whole = JSON.stringify(part.repeat(times))
        expect(await codec.decode(await codec.encode(whole))).toEqual(textAndBytes(whole))
      }),
      { numRuns: 60 },
    )
  })

  it('says in its first byte how a value is kept, and compresses from the threshold on', async () => {
    const header = async (length: number) => (await codec.encode('x'.repeat(length)))[0]
    expect(await header(16 * 1024 - 1)).toBe(0x01)
    expect(await header(16 * 1024)).toBe(0x11)
    expect(await header(256 * 1024)).toBe(0x11)
    expect((await createCodec(10).encode('x'.repeat(100)))[0]).toBe(0x11)
  })

  it('saves four fifths of every page of Graph that is long enough to be compressed', async () => {
    const tenant = createTenant({ messages: 200, now: Date.parse('2026-11-18T10:00:00Z') })
    const headers = { authorization: `Bearer ${tenant.token()}` }
    for (const path of pages) {
      const page = await (await tenant.fetch(`https://graph.microsoft.com/v1.0${path}`, { headers })).text()
      expect(page.length, path).toBeGreaterThan(16 * 1024)
      expect((await codec.encode(page)).length, path).toBeLessThan(page.length / 5)
    }
  })

  it('writes gzip where the runtime has no Zstandard, and every runtime that has it reads that', async () => {
    const old = createCodec(16 * 1024, { gzip, gzipSync, gunzip, gunzipSync })
    for (const length of [20_000, 3_000_000]) {
      const text = JSON.stringify('x'.repeat(length))
      const bytes = await old.encode(text)
      expect(bytes[0]).toBe(0x21)
      for (const reader of [old, codec]) expect((await reader.decode(bytes))?.text).toBe(text)
      expect(await old.decode(await codec.encode(text))).toBeUndefined()
    }
  })

  it('leaves as it is what does not become smaller', async () => {
    const random = Array.from({ length: 30 }, (_, n) => String.fromCharCode(33 + ((n * 7919) % 90))).join('')
    expect((await createCodec(1).encode(random))[0]).toBe(0x01)
  })

  it('reads gzip, which others may have written', async () => {
    for (const length of [10, 3_000_000]) {
      const text = JSON.stringify(Array.from({ length: length / 10 }, (_, n) => n * 7919))
      expect(await codec.decode(Buffer.concat([Buffer.of(0x21), gzipSync(text)]))).toEqual(textAndBytes(text))
    }
  })

  it('takes nothing that was cut off for whole, compressed or not', async () => {
    for (const text of ['"ab"', '123', JSON.stringify('x'.repeat(20_000))]) {
      const bytes = await codec.encode(text)
      for (let length = 1; length < bytes.length; length += Math.ceil(bytes.length / 50)) {
        await expect(codec.decode(bytes.subarray(0, length))).rejects.toThrow()
      }
    }
  })

  it('knows what it does not know', async () => {
    for (const first of [0x00, 0x02, 0x10, 0x12, 0x31, 0xff]) {
      expect(await codec.decode(Uint8Array.of(first, 0x7b, 0x7d))).toBeUndefined()
    }
    expect(await codec.decode(new Uint8Array())).toBeUndefined()
  })
})
