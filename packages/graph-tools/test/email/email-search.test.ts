import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { kql } from '../../src/query/kql.ts'
import { failureOf } from '../world/open-client.ts'
import { openWorld } from '../world/open-world.ts'

interface Found {
  readonly messages: readonly {
    readonly id: string
    readonly hasAttachments: boolean
    readonly unread: boolean
    readonly received: string
    readonly untrusted: { readonly subject: string; readonly from?: { readonly address?: string } }
  }[]
  readonly more: boolean
  readonly nextCursor?: string
}

describe('email_search', () => {
  it('finds by words, sender, subject, days and attachments, in one request', async () => {
    const { call, tenant } = openWorld()
    const found = await call<Found>('email_search', {
      text: 'invoice',
      hasAttachments: true,
      after: '2026-01-01',
      before: '2026-11-01',
    })
    expect(found.messages.length).toBeGreaterThan(0)
    expect(found.messages.every(({ hasAttachments }) => hasAttachments)).toBe(true)
    expect(found.messages.every(({ received }) => received >= '2026-01-01' && received < '2026-11-01')).toBe(
      true,
    )
    expect(tenant.requests).toHaveLength(1)
    const from = found.messages[0]?.untrusted.from?.address ?? ''
    const bySender = await call<Found>('email_search', { from })
    expect(bySender.messages.every(({ untrusted }) => untrusted.from?.address === from)).toBe(true)
    const bySubject = await call<Found>('email_search', { subject: '"Expense report" approved' })
    expect(
      bySubject.messages.every(({ untrusted }) => /expense report.*approved/i.test(untrusted.subject)),
    ).toBe(true)
  })

  it('goes on with its cursor', async () => {
    const { call } = openWorld()
    const first = await call<Found>('email_search', { text: 'the', top: 5 })
    expect(first).toMatchObject({ more: true })
    expect(first).not.toHaveProperty('total')
    const second = await call<Found>('email_search', { text: 'the', top: 5, cursor: first.nextCursor })
    const ids = [...first.messages, ...second.messages].map(({ id }) => id)
    expect(new Set(ids).size).toBe(10)
  })

  it('looks into one folder when asked to', async () => {
    const { call } = openWorld()
    const everywhere = await call<Found>('email_search', { text: 'the', top: 50 })
    const archived = await call<Found>('email_search', { text: 'the', top: 50, folder: 'archive' })
    expect(archived.messages.length).toBeLessThan(everywhere.messages.length)
  })

  it('finds unread mail alone when asked to, and says that it looked for itself', async () => {
    const { call } = openWorld()
    const asked = { text: 'the', unreadOnly: true, top: 7 }
    const first = await call<Found & { note: string }>('email_search', asked)
    expect(first.messages.map(({ unread }) => unread)).toEqual(Array(7).fill(true))
    expect(first.note).toMatch(/does not filter this by isRead: \d+ were looked at, so far/)
    const second = await call<Found>('email_search', { ...asked, cursor: first.nextCursor })
    const ids = [...first.messages, ...second.messages].map(({ id }) => id)
    expect(new Set(ids).size).toBe(14)
  })

  it('finds nothing plainly', async () => {
    const { call } = openWorld()
    expect(await call('email_search', { text: 'zzzzqqqq' })).toEqual({ messages: [], more: false })
  })

  it.each([{}, { text: '   ' }, { text: '"\\"' }, { folder: 'inbox' }])(
    'wants to know what to look for: %j',
    async (input) => {
      const { call } = openWorld()
      expect(await failureOf(call('email_search', input))).toMatchObject({ code: 'ERR_INVALID_INPUT' })
    },
  )

  it('takes nothing that is searched for as an operator', async () => {
    const { call } = openWorld()
    for (const text of [
      'a" OR "b',
      'NOT x',
      'from:ada',
      'x OR y',
      '(',
      '")',
      "R&D #1 'q' 100 %",
      '-x',
      '*',
      '😀',
      '"open',
    ]) {
      expect((await call<Found>('email_search', { text })).messages).toBeDefined()
    }
    expect(kql({ text: 'a OR b' })).toBe('"\\"a\\" AND \\"OR\\" AND \\"b\\""')
  })

  it('keeps every word inside its quotes, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const query = kql({ text, from: text, subject: text, after: '2026-01-01' })
        const terms = query?.slice(1, -1).replace(/\\"[^"\\]*\\"/g, 'Q')
        expect(terms).toMatch(/^((from:|subject:)?Q AND )*received>=2026-01-01$/)
      }),
    )
  })
})
