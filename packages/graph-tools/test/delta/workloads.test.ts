import { describe, expect, it } from 'vitest'

import { graphPath } from '../../src/client.ts'
import { type DeltaResource, deltaRounds } from '../../src/delta.ts'
import { idsOf, type Mirror, openMirror } from '../world/open-mirror.ts'

const window = { start: '2026-11-01T00:00:00Z', end: '2026-12-31T00:00:00Z' }
const at = (day: string) => ({ dateTime: `${day}T09:00:00`, timeZone: 'UTC' })
const event = {
  subject: 'Tide table',
  start: at('2026-12-02'),
  end: { ...at('2026-12-02'), dateTime: '2026-12-02T10:00:00' },
}

interface Workload {
  readonly resource: DeltaResource

  /** What there is, read another way. */
  actual(mirror: Mirror): Promise<readonly string[]>

  /** Adds one, changes another and takes a third away. */
  change(mirror: Mirror): Promise<unknown>

  /** How long Graph's links are good, in days (Graph rule 23). */
  readonly days: number
}

const listed = (path: string) => async (mirror: Mirror) => idsOf(await mirror.list(path))
const kept = ({ items }: Mirror) => idsOf(items.values())
const some = ({ items }: Mirror, count: number) => [...items.keys()].slice(0, count)

const workloads: Readonly<Record<DeltaResource['kind'], Workload>> = {
  messages: {
    resource: { kind: 'messages', folder: 'inbox', select: ['subject'] },
    actual: listed('/me/mailFolders/inbox/messages?$select=id&$top=100'),
    async change(mirror) {
      const [one = '', two = ''] = some(mirror, 2)
      await mirror.send('POST', '/me/mailFolders/inbox/messages', { subject: 'New' })
      await mirror.send('PATCH', graphPath`/me/messages/${one}`, { categories: ['Blue'] })
      await mirror.send('DELETE', graphPath`/me/messages/${two}`)
    },
    days: 30,
  },
  mailFolders: {
    resource: { kind: 'mailFolders', hidden: true, select: ['displayName'] },
    async actual(mirror) {
      const below = async (path: string): Promise<readonly string[]> => {
        const folders = await mirror.list(`${path}?$top=100&includeHiddenFolders=true&$select=id`)
        const deeper = await Promise.all(
          folders.map(({ id }) => below(graphPath`/me/mailFolders/${id}/childFolders`)),
        )
        return [...idsOf(folders), ...deeper.flat()]
      }
      return (await below('/me/mailFolders')).toSorted()
    },
    async change(mirror) {
      const made = await mirror.send('POST', '/me/mailFolders', { displayName: 'Harbour' })
      await mirror.round()
      await mirror.send('POST', '/me/mailFolders', { displayName: 'Port' })
      // First to the bin, then out of it.
      await mirror.send('DELETE', graphPath`/me/mailFolders/${made.id}`)
      await mirror.send('DELETE', graphPath`/me/mailFolders/${made.id}`)
    },
    days: 30,
  },
  calendarView: {
    resource: { kind: 'calendarView', ...window },
    async actual(mirror) {
      const path = `/me/calendarView?startDateTime=${window.start}&endDateTime=${window.end}&$top=500`
      const days = await mirror.list(path)
      const heads = days.flatMap(({ seriesMasterId }) =>
        typeof seriesMasterId === 'string' ? [seriesMasterId] : [],
      )
      return [...new Set([...idsOf(days), ...heads])].sort()
    },
    async change(mirror) {
      const made = await mirror.send('POST', '/me/events', event)
      await mirror.round()
      expect(mirror.items.get(made.id)).toMatchObject({ subject: 'Tide table' })
      await mirror.send('POST', '/me/events', event)
      const later = { start: at('2027-02-02'), end: at('2027-02-02') }
      await mirror.send('PATCH', graphPath`/me/events/${made.id}`, later)
    },
    days: 30,
  },
  contacts: {
    resource: { kind: 'contacts', select: ['displayName'] },
    actual: listed('/me/contacts?$select=id&$top=100'),
    async change(mirror) {
      const [one = '', two = ''] = some(mirror, 2)
      await mirror.send('POST', '/me/contacts', { givenName: 'Rune' })
      await mirror.send('PATCH', graphPath`/me/contacts/${one}`, { displayName: 'Somebody else' })
      await mirror.send('DELETE', graphPath`/me/contacts/${two}`)
    },
    days: 30,
  },
  driveItems: {
    resource: { kind: 'driveItems', select: ['name', 'file'] },
    async actual(mirror) {
      const below = async (id: string): Promise<readonly string[]> => {
        const items = await mirror.list(
          `${graphPath`/me/drive/items/${id}/children`}?$top=200&$select=id,folder`,
        )
        const folders = items.filter((item) => 'folder' in item)
        return [...idsOf(items), ...(await Promise.all(folders.map((folder) => below(folder.id)))).flat()]
      }
      const root = await mirror.get('/me/drive/root?$select=id')
      return [root.id, ...(await below(root.id))].toSorted()
    },
    async change(mirror) {
      const [one = '', two = ''] = [...mirror.items.values()]
        .filter((item) => 'file' in item)
        .map(({ id }) => id)
      await mirror.send('POST', '/me/drive/root/children', { name: 'Tides', folder: {} })
      await mirror.send('PATCH', graphPath`/me/drive/items/${one}`, { name: 'ebb.txt' })
      await mirror.send('DELETE', graphPath`/me/drive/items/${two}`)
    },
    days: 30,
  },
  users: {
    resource: { kind: 'users', select: ['displayName'] },
    actual: listed('/users?$select=id&$top=100'),
    async change(mirror) {
      const others = some(mirror, 9).filter((id) => id !== mirror.tenant.me.id)
      const [one = '', two = ''] = others
      await mirror.send('PATCH', graphPath`/users/${one}`, { displayName: 'Ada Pilot' })
      await mirror.send('DELETE', graphPath`/users/${two}`)
    },
    days: 7,
  },
  groups: {
    resource: { kind: 'groups', select: ['displayName', 'members'] },
    actual: listed('/groups?$select=id&$top=100'),
    async change(mirror) {
      const [one = ''] = some(mirror, 1)
      const group = {
        displayName: 'Pilots',
        mailEnabled: false,
        mailNickname: 'pilots',
        securityEnabled: true,
      }
      await mirror.send('POST', '/groups', group)
      await mirror.send('DELETE', graphPath`/groups/${one}`)
    },
    days: 7,
  },
}

describe.each(Object.entries(workloads))('changes of %s', (kind, { resource, actual, change, days }) => {
  it('bring everything at first, then what has changed, and are the same as what is there', async () => {
    const mirror = openMirror(resource)
    expect(await mirror.round()).toMatchObject({ full: true })
    expect(kept(mirror)).toEqual(await actual(mirror))
    expect(await mirror.round()).toEqual({ full: false, changes: 0 })

    await change(mirror)
    mirror.applied.length = 0
    const round = await mirror.round()
    expect(round).toEqual({ full: false, changes: mirror.applied.length })
    expect(new Set(mirror.applied.map(({ kind }) => kind))).toEqual(new Set(['changed', 'removed']))
    expect(kept(mirror)).toEqual(await actual(mirror))
  })

  it(`are read anew when the link is older than ${days} days, and what has gone meanwhile is dropped`, async () => {
    const mirror = openMirror(resource)
    await mirror.round()
    await change(mirror)
    const before = kept(mirror)
    mirror.tenant.clock.advance(days * 86_400_000 + 1)
    await mirror.clock.advance(3_600_000)
    expect(await mirror.round()).toMatchObject({ full: true })
    expect(kept(mirror)).not.toEqual(before)
    expect(kept(mirror)).toEqual(await actual(mirror))
    expect(await mirror.round()).toEqual({ full: false, changes: 0 })
  })

  it('take no option that Graph does not take there', () => {
    const options = { reader: 'x', scope: { tenant: 't', account: 'a' }, fetch, apply() {}, sweep() {} }
    const wrong = { ...resource, ...{ search: 'x' } } as DeltaResource
    expect(() => deltaRounds({ ...options, resource: wrong, secrets: {} as never })).toThrow(
      new RegExp(`^Changes of ${kind} take no "search" \\(Graph rule (19|20|21|22)\\), only `),
    )
  })
})
