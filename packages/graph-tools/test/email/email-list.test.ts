import { createEvents } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { failureOf } from '../world/open-client.ts'
import { openWorld, smallTenant } from '../world/open-world.ts'

interface List {
  readonly messages: readonly {
    readonly id: string
    readonly received: string
    readonly unread: boolean
    readonly hasAttachments: boolean
    readonly importance?: string
    readonly untrusted: {
      readonly from?: { readonly name?: string; readonly address?: string }
      readonly subject: string
      readonly preview?: string
    }
  }[]
  readonly folderId?: string
  readonly total?: number
  readonly more: boolean
  readonly nextCursor?: string
}

describe('email_list', () => {
  it('gives the ten newest messages of the inbox in one request', async () => {
    const { call, tenant } = openWorld()
    const { messages, total, more, folderId } = await call<List>('email_list')
    expect(messages).toHaveLength(10)
    expect(messages.map(({ received }) => received)).toEqual(
      messages
        .map(({ received }) => received)
        .toSorted()
        .toReversed(),
    )
    expect(total).toBeGreaterThan(100)
    expect(more).toBe(true)
    expect(folderId).toMatch(/^AAMk/)
    expect(tenant.requests).toHaveLength(1)
    expect(JSON.stringify(messages)).not.toMatch(/null|odata|etag|<html|contentBytes/i)
  })

  it('goes through a whole folder with its cursors, each message once', async () => {
    const { call } = openWorld()
    const seen: string[] = []
    let list = await call<List>('email_list', { folder: 'sentitems', top: 50 })
    const { total } = list
    for (;;) {
      seen.push(...list.messages.map(({ id }) => id))
      if (!list.nextCursor) break
      list = await call<List>('email_list', { folder: 'sentitems', top: 50, cursor: list.nextCursor })
    }
    expect(new Set(seen).size).toBe(total)
    expect(seen).toHaveLength(total ?? 0)
    expect(list.more).toBe(false)
  })

  it('combines unread, sender and time without a refusal (Graph rule 2)', async () => {
    const { call } = openWorld()
    const all = await call<List>('email_list', { top: 50 })
    const sample = all.messages.find(({ unread }) => unread)
    const from = sample?.untrusted.from?.address ?? ''
    const since = '2026-01-01'
    const until = '2026-11-20T11:00:00+01:00'
    const found = await call<List>('email_list', {
      unreadOnly: true,
      from: from.toUpperCase(),
      since,
      until,
      top: 50,
    })
    expect(found.messages.length).toBeGreaterThan(0)
    for (const message of found.messages) {
      expect(message.unread).toBe(true)
      expect(message.untrusted.from?.address).toBe(from)
      expect(Date.parse(message.received)).toBeLessThan(Date.parse(until))
    }
    const parts = [
      { unreadOnly: true },
      { from },
      { since },
      { until },
      { unreadOnly: true, from },
      { since, until },
    ]
    for (const part of parts) expect((await call<List>('email_list', part)).messages).toBeDefined()
  })

  it('leaves out what is not as it was asked for, and tells the caller and the host', async () => {
    const tenant = smallTenant()
    const events = createEvents()
    const told: object[] = []
    events.on('graph.mismatch', (event) => told.push(event))
    const { call } = openWorld({
      tenant,
      events,
      fetch: (input, init) => tenant.fetch(String(input).replace(/&\$filter=[^&]*/, ''), init as RequestInit),
    })
    const list = await call<List & { note: string }>('email_list', { unreadOnly: true, top: 50 })
    expect(list.messages.every(({ unread }) => unread)).toBe(true)
    expect(list.total).toBeUndefined()
    const dropped = 50 - list.messages.length
    expect(list.note).toBe(`${dropped} that Graph gave against the filter were left out.`)
    expect(told).toEqual([{ entity: 'message', properties: ['isRead'], dropped }])
  })

  it('takes a sender with an apostrophe', async () => {
    const { call } = openWorld()
    expect((await call<List>('email_list', { from: "aoife.o'brien@solvang.example" })).messages).toEqual([])
  })

  it('says when a preview is only the beginning', async () => {
    const { call } = openWorld()
    const { messages } = await call<List>('email_list', { top: 50 })
    const previews = messages.map(({ untrusted }) => untrusted.preview ?? '')
    expect(previews.some((preview) => preview.endsWith(' …'))).toBe(true)
    expect(previews.every((preview) => preview.length <= 122 && !/\n|\u200c|\u034f/.test(preview))).toBe(true)
  })

  it('tells an empty folder plainly', async () => {
    const { call } = openWorld()
    expect(await call('email_list', { folder: 'outbox' })).toEqual({ messages: [], total: 0, more: false })
  })

  it('refuses a cursor of other arguments, of another account, or of nothing', async () => {
    const { call, invoker, tenant } = openWorld()
    const { nextCursor } = await call<List>('email_list')
    const colleague = { tenant: tenant.id, account: 'tomas.dvorak@solvang.example' }
    const attempts = [
      call('email_list', { cursor: nextCursor, top: 11 }),
      call('email_list', { cursor: nextCursor, folder: 'archive' }),
      call('email_search', { text: 'x', cursor: nextCursor }),
      call('email_list', { cursor: 'bm9uc2Vuc2U' }),
      invoker.call('email_list', { cursor: nextCursor }, { scope: colleague }),
    ]
    for (const attempt of attempts) {
      expect(await failureOf(attempt)).toMatchObject({
        code: 'ERR_INVALID_INPUT',
        message: expect.stringContaining('cursor'),
      })
    }
  })

  it('shows neither host nor path in its cursors', async () => {
    const { call } = openWorld()
    const { nextCursor = '' } = await call<List>('email_list')
    expect(nextCursor.length).toBeLessThan(110)
    expect(Buffer.from(nextCursor, 'base64url').toString()).not.toMatch(/graph|http|messages|me\//)
  })

  it.each([
    [{ since: '2026-02-30' }, 'since: write a day as'],
    [{ since: 'yesterday' }, 'since: write a day as'],
    [{ since: '2026-11-20T10:00' }, 'since: write a day as'],
    [{ since: '2026-11-20', until: '2026-11-19' }, 'until: it has to be later than since'],
    [{ from: 'Ada' }, 'from: write a full mail address'],
    [{ top: 51 }, 'top:'],
    [{ top: 0 }, 'top:'],
    [{ top: '5' }, 'top:'],
    [{ folder: '' }, 'folder:'],
    [{ folder: '..' }, 'is not an id'],
    [{ limit: 5 }, '"limit"'],
  ])('refuses %j and names what is wrong', async (input, words) => {
    const { call, tenant } = openWorld()
    const failure = await failureOf(call('email_list', input))
    expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT' })
    expect(failure.message).toContain(words)
    expect(tenant.requests).toEqual([])
  })
})
