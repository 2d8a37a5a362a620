import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createCodec } from '../src/codec.ts'

const codec = createCodec(16 * 1024)

describe('the codec', () => {
  it('gives back every text, compressed or not, on and off the event loop', async () => {
    const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom(0, 1, 400, 20_000))
    await fc.assert(
      fc.asyncProperty(text, async ([part, times]) => {
        const whole = JSON.stringify(part.repeat(times))
        expect(await codec.decode(await codec.encode(whole))).toBe(whole)
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

  it('saves four fifths of a page of messages', async () => {
    const page = JSON.stringify(
      Array.from({ length: 50 }, (_, n) => ({
        id: `AAMkAGI2${n * 7919}`,
        subject: `Minutes of the meeting ${n}`,
        from: { emailAddress: { name: 'Ada Lovelace', address: 'ada@contoso.com' } },
        receivedDateTime: `2024-05-${(n % 28) + 1}T08:00:00Z`,
        bodyPreview:
          'Please find attached the minutes of our meeting, with the open points and who takes care of them.',
        isRead: n % 3 === 0,
      })),
    )
    expect((await createCodec(1).encode(page)).length).toBeLessThan(page.length / 5)
  })

  it('leaves as it is what does not become smaller', async () => {
    const random = Array.from({ length: 30 }, (_, n) => String.fromCharCode(33 + ((n * 7919) % 90))).join('')
    expect((await createCodec(1).encode(random))[0]).toBe(0x01)
  })

  it('reads gzip, which others may have written', async () => {
    for (const length of [10, 3_000_000]) {
      const text = JSON.stringify(Array.from({ length: length / 10 }, (_, n) => n * 7919))
      expect(await codec.decode(Buffer.concat([Buffer.of(0x21), gzipSync(text)]))).toBe(text)
    }
  })

  it('knows what it does not know', async () => {
    for (const first of [0x00, 0x02, 0x10, 0x12, 0x31, 0xff]) {
      expect(await codec.decode(Uint8Array.of(first, 0x7b, 0x7d))).toBeUndefined()
    }
    expect(await codec.decode(new Uint8Array())).toBeUndefined()
  })
})
