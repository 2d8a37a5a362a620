import { describe, expect, it } from 'vitest'

import { messages, query, readRows, rows, users } from '../../src/query.ts'
import { openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

const signal = new AbortController().signal
const inbox = '/me/mailFolders/inbox/messages'

interface Message {
  readonly id: string
  readonly subject: string
}

describe('the rows of a query', () => {
  it('fill a page with what is filtered here, and go on in the middle of one of Graph', async () => {
    const context = { fetch: openClient().fetch, signal }
    const reports = query(messages, inbox, {
      select: ['id', 'subject'],
      where: { subject: { contains: 're' } },
      here: { 'body/content': { contains: 'the' } },
      orderBy: 'receivedDateTime desc',
      top: 3,
    })
    const first = await readRows<Message>(context, reports)
    expect(first).toMatchObject({
      filteredHere: ['subject', 'body/content'],
      complete: false,
      total: undefined,
    })
    expect(first.items).toHaveLength(3)
    expect(first.items.every(({ subject }) => /re/i.test(subject))).toBe(true)
    expect(first.items.flatMap(Object.keys)).not.toContain('body')
    expect(first.lookedAt).toBeGreaterThanOrEqual(3)
    expect(first.next?.skip).toBe(first.lookedAt)
    const second = await readRows<Message>(context, reports, first.next && { from: first.next })
    const all: string[] = []
    for await (const { id } of rows<Message>(context, reports)) all.push(id)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 6))
  })

  it('tell how far was looked for what is rare, and where to go on', async () => {
    const context = { fetch: openClient().fetch, signal }
    const rare = query(messages, inbox, { select: ['id'], here: { bodyPreview: { contains: '☃' } } })
    const part = await readRows(context, rare, { mostLookedAt: 100 })
    expect(part).toMatchObject({ items: [], lookedAt: 100, complete: false })
    expect(part.next).toBeDefined()
    const { lookedAt, ...end } = await readRows(context, rare)
    expect(end).toMatchObject({ items: [], complete: true, next: undefined })
    expect(lookedAt).toBeGreaterThan(100)
  })

  it('are counted by Graph where all of the filter is its own', async () => {
    const context = { fetch: openClient().fetch, signal }
    const asked = { select: ['id'], where: { isRead: { eq: false } }, count: true } as const
    const { total, items } = await readRows(context, query(messages, inbox, { ...asked, top: 1000 }))
    expect(total).toBe(items.length)
    const part = query(messages, inbox, { ...asked, here: { isDraft: { eq: false } } })
    expect((await readRows(context, part)).total).toBeUndefined()
  })

  it('are searched and filtered at once', async () => {
    const context = { fetch: openClient().fetch, signal }
    const search = { text: 'the' }
    const select = ['id', 'isRead'] as const
    const found: { isRead: boolean; id: string }[] = []
    for await (const row of rows<{ isRead: boolean; id: string }>(
      context,
      query(messages, '/me/messages', { select, search, top: 200 }),
    ))
      found.push(row)
    const unread: string[] = []
    const filtered = query(messages, '/me/messages', {
      select,
      search,
      where: { isRead: { eq: false } },
      top: 7,
    })
    for await (const { id } of rows<{ id: string }>(context, filtered)) unread.push(id)
    expect(unread.length).toBeGreaterThan(7)
    expect(unread).toEqual(found.filter(({ isRead }) => !isRead).map(({ id }) => id))
  })

  it('that are not what Graph was asked for are left out and told, in the answer and as an event', async () => {
    const tenant = smallTenant()
    const world = openClient({
      tenant,
      // A service that overlooks the filter (Graph rule 13).
      fetch: (input, init) => tenant.fetch(String(input).replace(/&\$filter=[^&]*/, ''), init as RequestInit),
    })
    const told: object[] = []
    world.events.on('graph.mismatch', (event) => told.push(event))
    const unread = query(messages, inbox, {
      select: ['id'],
      where: { isRead: { eq: false } },
      top: 50,
      count: true,
    })
    const { items, dropped, total, lookedAt } = await readRows({ ...world, signal }, unread)
    expect(dropped).toBeGreaterThan(0)
    expect(items).toHaveLength(50 - dropped)
    expect(lookedAt).toBe(50)
    expect(total).toBeUndefined()
    expect(told).toEqual([{ entity: 'message', properties: ['isRead'], dropped }])
  })

  it('are the same where a mailbox finds the filter too complex, and the answer says so (Graph rule 2)', async () => {
    const tenant = smallTenant()
    const code = 'InefficientFilter'
    const fetch = async (input: unknown, init?: object) =>
      String(input).includes('$filter')
        ? Response.json({ error: { code, message: 'The restriction is too complex.' } }, { status: 400 })
        : tenant.fetch(String(input), init)
    const asked = query(messages, inbox, {
      select: ['id'],
      where: { or: [{ isRead: { eq: false } }, { importance: { eq: 'high' } }] },
      orderBy: 'receivedDateTime desc',
      top: 5,
    })
    const strict = { fetch: openClient({ tenant, fetch }).fetch, signal }
    const first = await readRows<Message>(strict, asked)
    expect(first.filteredHere).toEqual(['isRead', 'importance'])
    const second = await readRows<Message>(strict, asked, first.next && { from: first.next })
    const all = { strict: [] as string[], usual: [] as string[] }
    for await (const { id } of rows<Message>(strict, asked)) all.strict.push(id)
    const usual = { fetch: openClient({ tenant }).fetch, signal }
    for await (const { id } of rows<Message>(usual, asked)) all.usual.push(id)
    expect(all.usual.length).toBeGreaterThan(10)
    expect(all.strict).toEqual(all.usual)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.usual.slice(0, 10))
  })

  it('that lack what they were checked by are kept', async () => {
    const body = JSON.stringify({ value: [{ id: '1' }, { id: '2', isRead: true }] })
    const world = openClient({ fetch: async () => new Response(body) })
    const unread = query(messages, inbox, { select: ['id'], where: { isRead: { eq: false } } })
    expect(await readRows({ fetch: world.fetch, signal }, unread)).toMatchObject({
      items: [{ id: '1' }],
      dropped: 1,
    })
  })

  it('of the directory ask for an advanced query on every page (Graph rule 8)', async () => {
    const tenant = smallTenant()
    const levels: (string | null)[] = []
    const world = openClient({
      tenant,
      fetch(input, init) {
        levels.push(new Headers(init?.headers).get('consistencylevel'))
        return tenant.fetch(input as string, init as RequestInit)
      },
    })
    const guests = query(users, '/users', {
      select: ['id'],
      where: { displayName: { ne: 'Ada' } },
      orderBy: 'displayName',
      top: 10,
    })
    let count = 0
    for await (const _ of rows({ fetch: world.fetch, signal }, guests)) count++
    expect(count).toBe(tenant.users.length)
    expect(levels.length).toBeGreaterThan(2)
    expect(new Set(levels)).toEqual(new Set(['eventual']))
  })
})
