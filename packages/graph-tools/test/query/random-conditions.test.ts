import type { GraphkeepEvents } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { pages } from '../../src/client.ts'
import { readCondition } from '../../src/query/condition.ts'
import type { EntityFacts } from '../../src/query/entity.ts'
import { matches } from '../../src/query/matches.ts'
import {
  calendarView,
  contacts,
  driveItems,
  events,
  groups,
  mailFolders,
  messages,
  query,
  rows,
  users,
} from '../../src/query.ts'
import { openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'
import { conditionOf, type Row, valueAt } from '../world/random-conditions.ts'

const window = { start: '2026-11-01', end: '2026-12-15' }
const lists: readonly (readonly [string, EntityFacts, object])[] = [
  ['/me/mailFolders/inbox/messages', messages, {}],
  ['/me/events', events, {}],
  ['/me/calendarView', calendarView, { window }],
  ['/me/contacts', contacts, {}],
  ['/me/mailFolders', mailFolders, {}],
  ['/users', users, {}],
  ['/groups', groups, {}],
  ['/me/drive/root/children', driveItems, {}],
]

/** A second passes with every request, so that none is one too many. */
const tenant = smallTenant()
const world = openClient({
  tenant,
  resourceUnits: {},
  fetch(input, init) {
    tenant.clock.advance(1000)
    return tenant.fetch(input as string, init as RequestInit)
  },
})
const context = { fetch: world.fetch, signal: new AbortController().signal, events: world.events }
const mismatches: GraphkeepEvents['graph.mismatch'][] = []
world.events.on('graph.mismatch', (event) => mismatches.push(event))

describe('a query of random conditions', () => {
  it.each(lists)('of %s gives what all rows hold of it, in order', async (path, entity, extra) => {
    const all = await allRows(entity, path, extra)
    expect(all.length).toBeGreaterThan(2)
    await fc.assert(
      fc.asyncProperty(askedOf(entity, all), async (asked) => {
        const found: Row[] = []
        const options = { ...extra, ...asked, select: ['id'] }
        for await (const row of rows<Row>(context, query(entity, path, options as never))) found.push(row)
        const kept = all.filter((row) => holds(entity, asked.where, row) && holds(entity, asked.here, row))
        expect(idsOf(found).toSorted()).toEqual(idsOf(kept).toSorted())
        expect(found.flatMap(Object.keys).filter((name) => !/^(id|@odata\..*)$/.test(name))).toEqual([])
        expectOrder(all, idsOf(found), entity, asked.orderBy)
      }),
      { numRuns: attempts(500) },
    )
    expect(mismatches).toEqual([])
  })

  it('beside a search gives what is found and holds, in the order of what is found (Graph rule 5)', async () => {
    const all = await allRows(messages, '/me/messages', { search: { text: 'the' } })
    expect(all.length).toBeGreaterThan(50)
    await fc.assert(
      fc.asyncProperty(conditionOf(messages, all, 'where'), async (where) => {
        const options = { select: ['id'], search: { text: 'the' }, where, top: 500 } as const
        const found: Row[] = []
        for await (const row of rows<Row>(context, query(messages, '/me/messages', options))) found.push(row)
        expect(idsOf(found)).toEqual(idsOf(all.filter((row) => holds(messages, where, row))))
      }),
      { numRuns: attempts(300) },
    )
  })
})

function askedOf(entity: EntityFacts, all: readonly Row[]) {
  const sortable = Object.entries(entity.properties).flatMap(([name, { sort }]) =>
    sort ? [name, `${name} desc`] : [],
  )
  return fc.record(
    {
      where: conditionOf(entity, all, 'where'),
      here: fc.option(conditionOf(entity, all, 'here'), { nil: undefined, freq: 3 }),
      orderBy: fc.constantFrom(...sortable),
      top: fc.integer({ min: 1, max: 60 }),
      count: fc.boolean(),
    },
    { requiredKeys: ['where'] },
  )
}

function holds(entity: EntityFacts, condition: object | undefined, row: Row): boolean {
  return matches(readCondition(entity, condition), row)
}

function idsOf(found: readonly Row[]): readonly string[] {
  return found.map(({ id }) => id)
}

function expectOrder(
  all: readonly Row[],
  ids: readonly string[],
  entity: EntityFacts,
  orderBy: string | undefined,
): void {
  if (orderBy === undefined) return
  const [property = '', direction = 'asc'] = orderBy.split(' ')
  const byId = new Map(all.map((row) => [row.id, row]))
  const isNumber = entity.properties[property]?.type === 'number'
  const values = ids.map((id) => valueAt(byId.get(id), property))
  const keys = values.map((value) => (isNumber ? Number(value) : String(value ?? '').toLowerCase()))
  const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  expect(keys).toEqual(direction === 'desc' ? sorted.toReversed() : sorted)
}

async function allRows(entity: EntityFacts, path: string, extra: object): Promise<readonly Row[]> {
  const select = Object.keys(entity.properties).map((name) => name.split('/')[0])
  const everything = query(entity, path, { ...extra, select: ['id', ...new Set(select)] } as never)
  const all: Row[] = []
  for await (const { items } of pages<Row>(context, everything.path, { headers: everything.headers }))
    all.push(...items)
  return all
}
