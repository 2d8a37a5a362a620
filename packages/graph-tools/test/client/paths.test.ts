import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preferOf } from '../../src/client/prefer.ts'
import { routeOf } from '../../src/client/route.ts'
import { drivePath, getJson, graphPath, graphQuery, odataString } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'

const nasty = 'R&D #1 \'quoted\' 100 % + ünï 😀 "x" [a] {b} ;=@$,!'

describe('paths and queries', () => {
  it('carry any name to Graph unchanged', async () => {
    const { fetch } = openClient()
    const name = "R&D #1 'quoted' 100 % 😀.txt"
    await fetch(`/me/drive/root:/${drivePath(`a b/${name}`)}:/content`, {
      method: 'PUT',
      body: 'hello',
    }).catch(() => 0)
    await fetch(`/me/drive/root:/${drivePath(name)}:/content`, { method: 'PUT', body: 'hello' })
    const signal = new AbortController().signal
    const item = await getJson<{ name: string }>({ fetch, signal }, `/me/drive/root:/${drivePath(name)}`)
    expect(item.name).toBe(name)
  })

  it('carry any value of a filter to Graph unchanged', async () => {
    const { fetch } = openClient()
    const signal = new AbortController().signal
    const subject = "R&D #1 'quoted' 100 % 😀"
    await fetch('/me/messages', { method: 'POST', body: JSON.stringify({ subject }) })
    const query = graphQuery({ $filter: `subject eq ${odataString(subject)}`, $select: ['id', 'subject'] })
    const found = await getJson<{ value: { subject: string }[] }>({ fetch, signal }, `/me/messages${query}`)
    expect(found.value.map((message) => message.subject)).toEqual([subject])
  })

  it('encode every value so that it stays one segment or one option', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        fc.pre(value.trim() !== '' && value !== '.' && value !== '..')
        const url = new URL(
          `https://graph.example/v1.0${graphPath`/me/messages/${value}/attachments`}${graphQuery({ a: value })}`,
        )
        expect(url.pathname.split('/')).toHaveLength(6)
        expect(decodeURIComponent(url.pathname.split('/')[4] ?? '')).toBe(value.toWellFormed())
        expect(url.searchParams.get('a')).toBe(value.toWellFormed())
        expect([...url.searchParams.keys()]).toEqual(['a'])
      }),
    )
    expect(graphPath`/me/messages/${nasty}`).not.toMatch(/[#?& ]/)
  })

  it.each(['', ' ', '.', '..'])('refuse %j where an id belongs', (value) => {
    expect(() => graphPath`/me/messages/${value}/x`).toThrow(/is not an id or a name/)
    expect(() => drivePath(`a/${value}/b`)).toThrow(/is not an id or a name/)
  })

  it('leave out what is undefined', () => {
    expect(graphQuery({ $filter: undefined, $top: 5, $count: true })).toBe('?$top=5&$count=true')
    expect(graphQuery({ $filter: undefined })).toBe('')
  })

  it.each(['/../../secret', '/me/../../beta/me', 'me', 'https:/x', '//evil.example/x'])(
    'never lead away from the API: %s',
    async (path) => {
      const { fetch, sent } = openClient()
      await failureOf(fetch(path))
      expect(sent.filter(({ host }) => host !== 'graph.microsoft.com')).toEqual([])
    },
  )

  it('are not followed to another host, even when Graph gave them', async () => {
    const { fetch, sent } = openClient()
    const failure = await failureOf(fetch('https://evil.example/v1.0/me/messages?$skip=10'))
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', message: expect.stringContaining('another host') })
    expect(failure.message).not.toContain('evil')
    await failureOf(fetch('https://graph.microsoft.com.evil.example/v1.0/me'))
    await failureOf(fetch('https://graph.microsoft.com/beta/me'))
    expect(sent).toEqual([])
  })
})

describe('routes in events', () => {
  it.each([
    ['/me/messages/AAMk==/attachments/AAB?$select=name', '/me/messages/{id}/attachments/{id}'],
    ['/me/messages/delta', '/me/messages/delta'],
    ['/users/ada@contoso.com/mailFolders/inbox/messages', '/users/{id}/mailFolders/{id}/messages'],
    ['/me/drive/root:/Secret%20plan/a.txt:/content', '/me/drive/root:/{path}:/content'],
    ['/me/drive/root:/Secret', '/me/drive/root:/{path}'],
    ['/me/drive/items/01ABC/children', '/me/drive/items/{id}/children'],
    ['/me/drive/root/children', '/me/drive/root/children'],
    ['/me/calendar/calendarView?startDateTime=x', '/me/calendar/calendarView'],
    ["/reports/getUsage(period='D7')", '/reports/{id}'],
    ['/me/messages/secretword/move', '/me/messages/{id}/move'],
    ['/me/sendMail', '/me/sendMail'],
    ['/users/$count', '/users/$count'],
  ])('show nothing of what %s names', (path, route) => {
    expect(routeOf(path)).toBe(route)
  })
})

describe('the Prefer header', () => {
  it('asks for immutable ids of Outlook items, unless the caller wants others', () => {
    expect(preferOf('/me/messages', null)).toBe('IdType="ImmutableId"')
    expect(preferOf('/users/a@b/calendar/calendarView?x', 'outlook.timezone="A, B"')).toBe(
      'IdType="ImmutableId", outlook.timezone="A, B"',
    )
    expect(preferOf('/me/messages', 'idtype="MutableId", odata.maxpagesize=5')).toBe(
      'idtype="MutableId", odata.maxpagesize=5',
    )
    expect(preferOf('/me/drive/root', null)).toBeUndefined()
    expect(preferOf('/me', 'return=minimal')).toBe('return=minimal')
  })
})
