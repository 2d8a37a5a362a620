import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GraphProblem } from '../../src/errors/graph-problem.ts'
import { compileFilter } from '../../src/odata/compile-filter.ts'
import { parseFilter } from '../../src/odata/parse-filter.ts'
import { routingTable } from '../../src/routing/routing-table.ts'
import { parseKql } from '../../src/search/parse-kql.ts'
import { userEntity } from '../../src/workloads/directory/user-entity.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const tenant = smallTenant()
const client = clientOf(tenant)

/** Text that looks like a filter often enough to get past the first words. */
const filterish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'displayName',
        'mail',
        'eq',
        'ne',
        'and',
        'or',
        'not',
        'in',
        '(',
        ')',
        ',',
        '/',
        ':',
        "'a'",
        "''",
        'any',
        'all',
        'null',
        'true',
        '1',
        '-2.5e3',
        '2026-01-01',
        '2026-13-45T99:00:00Z',
        'businessPhones',
        'contains',
        'startswith',
        'x',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 24 },
  )
  .map((words) => words.join(' '))

function onlyRefusals(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(GraphProblem)
    expect((error as GraphProblem).problem.status).toBe(400)
  }
}

describe('malformed input', () => {
  it('in a filter is refused as Graph does and never crashes', () => {
    fc.assert(
      fc.property(filterish, (text) => {
        onlyRefusals(() => {
          const filter = compileFilter(parseFilter(text), userEntity)
          for (const user of tenant.users) filter.matches(user as never)
        })
      }),
      { numRuns: 3000, seed: 11 },
    )
  })

  it('in a search is refused and never crashes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) =>
        onlyRefusals(() => parseKql(`"${text}"`)),
      ),
      { numRuns: 2000, seed: 12 },
    )
  })

  it('in a path or a query is answered in Graph’s shape', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'me',
        'users',
        'messages',
        'mailFolders',
        'inbox',
        'drive',
        'root:',
        'items',
        'a:',
        'children',
        '$count',
        '$value',
        'delta()',
        "search(q='x')",
        'events',
        '..',
        '%',
        '%zz',
        '%00',
        '',
        "('x')",
        'calendarView',
      ),
      fc.webSegment(),
    )
    const option = fc.oneof(
      fc.constantFrom(
        '$filter=',
        '$top=',
        '$skip=',
        '$orderby=',
        '$select=',
        '$expand=',
        '$search=',
        '$count=',
        '$skiptoken=',
        'startDateTime=',
      ),
    )
    const query = fc.array(fc.tuple(option, fc.string({ maxLength: 12 }).map(encodeURIComponent)), {
      maxLength: 3,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 7 }), query, async (parts, options) => {
        const search = options.map(([name, value]) => name + value).join('&')
        const headers = { authorization: `Bearer ${tenant.token()}` }
        const response = await tenant.fetch(`https://graph.microsoft.com/v1.0/${parts.join('/')}?${search}`, {
          headers,
        })
        if (response.status >= 400) expect(await response.json()).toHaveProperty('error.code')
        else expect(response.status).toBeLessThan(303)
      }),
      { numRuns: 1500, seed: 13 },
    )
  })

  it('in a body is refused and changes nothing', async () => {
    const { json } = await client.get('/me/mailFolders/inbox/messages?$top=1')
    const path = `/me/messages/${json['value']?.[0]?.['id']}`
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/me/messages',
          '/me/events',
          '/me/contacts',
          '/me/sendMail',
          '/me/mailFolders',
          '/$batch',
          `${path}/move`,
          `${path}/reply`,
          '/me/drive/root/children',
        ),
        fc.jsonValue(),
        async (target, body) => {
          const answer = await client.post(target, JSON.stringify(body))
          expect([200, 201, 202, 400, 404, 409, 413, 501]).toContain(answer.status)
        },
      ),
      { numRuns: 800, seed: 14 },
    )
  })

  it('at any served path, with ids that exist in other places, is answered in Graph’s shape', async () => {
    const victim = smallTenant({ throttling: { concurrency: Number.POSITIVE_INFINITY } })
    const theirs = clientOf(victim)
    const lists = ['/me/messages', '/me/events', '/me/contacts', '/me/mailFolders', '/me/drive/root/children']
    const rows = await Promise.all(
      lists.map(async (path) => (await theirs.get(`${path}?$top=3`)).json['value'] ?? []),
    )
    const ids = rows.flatMap((list) => list.map((row) => row['id'] as string))
    const operations = routingTable.flatMap(({ method, paths }) => paths.map((path) => ({ method, path })))
    const time = fc.record({
      dateTime: fc.constantFrom('2026-01-01T10:00', '9999-12-31'),
      timeZone: fc.constant('UTC'),
    })
    const body = fc.record(
      {
        subject: fc.string(),
        displayName: fc.string(),
        start: time,
        end: time,
        destinationId: fc.constantFrom('inbox', ...ids),
        parentReference: fc.record({ id: fc.constantFrom(...ids) }),
        recurrence: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    const fills = fc.array(fc.constantFrom('root', 'inbox', 'root:/a.txt:', 'x', ...ids), {
      minLength: 3,
      maxLength: 3,
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), fills, body, async ({ method, path }, fill, json) => {
        let next = 0
        const filled = path.replace('/users/{user}', '/me').replace(/\{\w+\}/g, () => fill[next++ % 3] ?? '')
        const response = await victim.fetch(`https://graph.microsoft.com/v1.0${filled}`, {
          method,
          headers: { authorization: `Bearer ${victim.token()}`, 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: JSON.stringify(json) }),
        })
        if (response.status >= 400) expect(await response.json()).toHaveProperty('error.code')
      }),
      { numRuns: 1500, seed: 15 },
    )
  })

  it('of 10 kB and of deep nesting is refused or answered in time', async () => {
    const deep = `${'('.repeat(5000)}isRead eq true${')'.repeat(5000)}`
    const refused = await client.get(`/me/messages?$filter=${deep}`)
    expect([refused.status, refused.json['error']?.['message']]).toEqual([
      400,
      'Invalid filter clause: Recursion depth exceeded allowed limit.',
    ])
    const long = Array.from({ length: 600 }, () => 'isRead eq true').join(' or ')
    expect((await client.get(`/me/messages?$filter=${long}&$top=1`)).status).toBe(200)
    const nots = `${'not '.repeat(3000)}isRead`
    expect((await client.get(`/me/messages?$filter=${nots}`)).status).toBe(400)
    const calls = `${'tolower('.repeat(2000)}subject${')'.repeat(2000)} eq 'x'`
    expect((await client.get(`/me/messages?$filter=${calls}`)).status).toBe(400)
    const body = `${'[{"a":'.repeat(3000)}1${'}]'.repeat(3000)}`
    expect((await client.post('/me/messages', `{"categories": ${body}}`)).status).toBe(400)
  })
})
