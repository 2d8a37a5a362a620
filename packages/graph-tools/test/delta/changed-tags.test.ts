import { cacheStep, createCacheManager } from '@graphkeep/cache'
import { createMemorySecrets, createMemoryStore } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { createGraphClient, graphPath } from '../../src/client.ts'
import { changedTags, type DeltaResource, deltaRounds } from '../../src/delta.ts'
import { tinyTenant } from '../world/open-mirror.ts'
import { openWorld } from '../world/open-world.ts'

interface Driven {
  readonly resource: DeltaResource
  readonly read: readonly [tool: string, input?: object]

  /** Does something behind the cache's back. */
  change(send: Send): Promise<unknown>
}
type Send = (method: string, path: string, body?: object) => Promise<{ value: { id: string }[] }>

const at = (hour: number) => ({ dateTime: `2026-11-21T${hour}:00:00`, timeZone: 'UTC' })
const first = async (send: Send, path: string) => (await send('GET', path)).value[0]?.id ?? ''
const inbox = { kind: 'messages', folder: 'inbox', select: [] } as const
const message = '/me/mailFolders/inbox/messages'

const driven: Readonly<Record<string, Driven>> = {
  'a list of mail, at a new message': {
    resource: inbox,
    read: ['email_list'],
    change: (send) => send('POST', message, { subject: 'New' }),
  },
  'unread mail, when some is read': {
    resource: inbox,
    read: ['email_list', { unreadOnly: true }],
    async change(send) {
      const id = await first(send, `${message}?$filter=isRead eq false&$top=1`)
      await send('PATCH', graphPath`/me/messages/${id}`, { isRead: true })
    },
  },
  'the counts of folders, at a move': {
    resource: inbox,
    read: ['folder_list'],
    change: async (send) =>
      send('POST', `${graphPath`/me/messages/${await first(send, message)}`}/move`, {
        destinationId: 'archive',
      }),
  },
  'the folders, at a new one': {
    resource: { kind: 'mailFolders' },
    read: ['folder_get_tree'],
    change: (send) => send('POST', '/me/mailFolders', { displayName: 'Harbour' }),
  },
  'a calendar, at a new event': {
    resource: { kind: 'calendarView', start: '2026-11-20T00:00:00Z', end: '2026-11-27T00:00:00Z' },
    read: ['calendar_list_events'],
    change: (send) => send('POST', '/me/events', { subject: 'Tide', start: at(10), end: at(11) }),
  },
  'contacts, at a new one': {
    resource: { kind: 'contacts' },
    read: ['contact_list'],
    change: (send) => send('POST', '/me/contacts', { givenName: 'Aaron', surname: 'Aaby' }),
  },
  'files, at a new one': {
    resource: { kind: 'driveItems' },
    read: ['file_list'],
    change: (send) => send('POST', '/me/drive/root/children', { name: 'A new folder', folder: {} }),
  },
}

describe('a cache that rounds of changes keep true', () => {
  it.each(Object.entries(driven))('answers anew for %s', async (_, { resource, read, change }) => {
    const cache = createCacheManager({ store: createMemoryStore() })
    const tenant = tinyTenant()
    const { call, scope } = openWorld({ tenant, steps: [cacheStep(cache)] })
    const client = createGraphClient({
      tokens: { token: async () => tenant.token() },
      fetch: tenant.fetch as typeof fetch,
    })
    const fetchOf = client.fetchFor(scope)
    const rounds = deltaRounds({
      resource,
      reader: 'cache',
      scope,
      fetch: fetchOf,
      secrets: createMemorySecrets(),
      async apply(changes, full) {
        const tags = changes.flatMap((one) => changedTags(resource.kind, one))
        if (full === undefined) await cache.invalidate(scope, { tags }, 'delta')
      },
      sweep: () => cache.invalidate(scope, { prefix: '' }, 'delta'),
    })
    await rounds.round()
    const [tool, input] = read
    const before = await call(tool, input)
    await change(async (method, path, body) => {
      const answer = await fetchOf(path, { method, ...(body && { body: JSON.stringify(body) }) })
      return (await answer.json()) as { value: { id: string }[] }
    })
    expect(await call(tool, input)).toEqual(before)
    await rounds.round()
    expect(await call(tool, input)).not.toEqual(before)
    await cache.close()
  })
})
