import { describe, expect, it } from 'vitest'

import { calendarView, events, messages, query, users } from '../../src/query.ts'

const inbox = '/me/mailFolders/inbox/messages'

describe('a query', () => {
  it('puts what sorting asks for in front of the filter, wherever the caller wrote it (Graph rule 2)', () => {
    const where = {
      isRead: { eq: false },
      'from/emailAddress/address': { eq: "o'brien@contoso.com" },
    } as const
    const asked = { select: ['id'], orderBy: ['receivedDateTime desc'] } as const
    expect(option(query(messages, inbox, { ...asked, where }).path, '$filter')).toBe(
      "receivedDateTime ge 1970-01-01T00:00:00Z and isRead eq false and from/emailAddress/address eq 'o''brien@contoso.com'",
    )
    const bounded = { ...where, receivedDateTime: { ge: '2026-11-01', lt: '2026-11-20T01:00:00+01:00' } }
    expect(option(query(messages, inbox, { ...asked, where: bounded }).path, '$filter')).toMatch(
      /^receivedDateTime ge 2026-11-01T00:00:00\.000Z and receivedDateTime lt 2026-11-20T00:00:00\.000Z and isRead/,
    )
    const twice = query(messages, inbox, {
      select: ['id'],
      orderBy: ['sentDateTime', 'subject desc'],
      where: { isRead: { eq: false }, subject: { startsWith: 'Re' }, sentDateTime: { lt: '2026-11-01' } },
    })
    expect(option(twice.path, '$filter')).toMatch(
      /^sentDateTime lt .* and startswith\(subject,'Re'\) and isRead/,
    )
  })

  it('keeps here what Graph refuses beside a sort, and says which (Graph rules 2, 4 and 13)', () => {
    const select = ['id'] as const
    const orderBy = 'receivedDateTime desc'
    const contained = { subject: { contains: 'report' }, isRead: { eq: false } } as const
    const sorted = query(messages, inbox, { select, orderBy, where: contained })
    expect(sorted.filteredHere).toEqual(['subject'])
    expect(option(sorted.path, '$filter')).toBe(
      'receivedDateTime ge 1970-01-01T00:00:00Z and isRead eq false',
    )
    expect(query(messages, inbox, { select, where: contained }).filteredHere).toEqual([])
    const bySubject = query(messages, inbox, { select, orderBy: 'subject', where: { isRead: { eq: true } } })
    expect(bySubject.filteredHere).toEqual(['isRead'])
    expect(option(bySubject.path, '$filter')).toBeNull()
    const and = query(messages, inbox, { select, where: { subject: { contains: 'R&D' } } })
    expect(and.filteredHere).toEqual(['subject'])
  })

  it('turns conditions beside a search into KQL that finds at least them (Graph rule 5)', () => {
    const { path, filteredHere } = query(messages, '/me/messages', {
      select: ['id'],
      search: { text: 'budget' },
      where: {
        isRead: { eq: false },
        receivedDateTime: { ge: '2026-11-01', lt: '2026-11-20' },
        or: [{ 'from/emailAddress/address': { eq: 'a@b.c' } }, { hasAttachments: { eq: true } }],
        not: { importance: { eq: 'low' } },
      },
    })
    expect(option(path, '$search')).toBe(
      String.raw`"\"budget\" AND received>=2026-10-31 AND received<=2026-11-21 AND (from:\"a@b.c\" OR hasAttachments:true)"`,
    )
    expect(option(path, '$filter')).toBeNull()
    expect(filteredHere).toHaveLength(5)
  })

  it('is an advanced one of the directory exactly where it has to be (Graph rule 8)', () => {
    const select = ['id'] as const
    const where = { displayName: { startsWith: 'A' } } as const
    const plain = query(users, '/users', { select, where })
    expect(plain.headers).toEqual({})
    expect(option(plain.path, '$count')).toBeNull()
    for (const advanced of [
      query(users, '/users', { select, count: true }),
      query(users, '/users', { select, search: { displayName: 'ada "quoted"', mail: 'ada' } }),
      query(users, '/users', { select, where, orderBy: 'displayName' }),
      query(users, '/users', { select, where: { not: where } }),
      query(users, '/users', { select, where: { mail: { eq: null } } }),
      query(users, '/users', { select, where: { mail: { endsWith: '.com' } } }),
      query(users, '/users', { select, orderBy: 'createdDateTime' }),
    ]) {
      expect(advanced.headers).toEqual({ ConsistencyLevel: 'eventual' })
      expect(option(advanced.path, '$count')).toBe('true')
    }
  })

  it('writes a window in UTC, whatever its offsets (Graph rule 14)', () => {
    const window = { start: '2026-11-20T00:00:00+01:00', end: '2026-11-21' }
    const { path } = query(calendarView, '/me/calendarView', { select: ['id'], window })
    expect(path).toMatch(
      /^\/me\/calendarView\?startDateTime=2026-11-19T23%3A00%3A00Z&endDateTime=2026-11-21T00/,
    )
  })

  it.each([
    ['rule 1', messages, { top: 1001 }],
    ['rule 1', messages, { top: 0.5 }],
    ['rule 2', messages, { orderBy: 'isRead' }],
    ['rule 5', messages, { search: { text: 'x' }, orderBy: 'receivedDateTime' }],
    ['rule 5', messages, { search: { text: 'x' }, count: true }],
    ['rule 6', events, { search: { text: 'x' } }],
    ['rule 7', users, { search: { department: 'Sales' } }],
    ['rule 9', users, { top: 1000 }],
    ['rule 10', messages, { where: { categories: { all: { eq: 'x' } } } }],
    ['rule 10', messages, { where: { categories: { any: { ne: 'x' } } } }],
    ['rules 9, 11 and 14', messages, { select: [] }],
    [
      'rules 9, 11 and 14',
      calendarView,
      { select: ['createdDateTime'], window: { start: '2026-11-01', end: '2026-11-02' } },
    ],
    ['rule 14', calendarView, {}],
    ['rule 14', calendarView, { window: { start: '2026-11-21', end: '2026-11-21' } }],
    ['search', messages, { search: {} }],
    ['colour', messages, { where: { colour: { eq: 1 } } }],
    ['isRead: eq', messages, { where: { isRead: { eq: 'false' } } }],
    ['receivedDateTime: ge', messages, { where: { receivedDateTime: { ge: '2026-02-30' } } }],
    ['subject: startsWith', messages, { where: { subject: { startsWith: '' } } }],
    ['among', messages, { where: { isRead: { contains: 'x' } } }],
    ['low, normal, high', messages, { where: { importance: { eq: 'urgent' } } }],
    ['or: give', messages, { where: { or: [] } }],
    ['not: each', messages, { where: { not: { isRead: undefined } } }],
  ])('is refused before it is sent, naming %s', (named, entity, asked) => {
    expect(() => query(entity, '/x', { select: ['id'], ...asked } as never)).toThrow(named)
  })
})

function option(path: string, name: string): string | null {
  return new URL(path, 'https://graph.example').searchParams.get(name)
}
