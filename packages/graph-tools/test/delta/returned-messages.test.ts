import { createMemorySecrets } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { graphPath } from '../../src/client.ts'
import { type DeltaItem, type DeltaResource, deltaRounds } from '../../src/delta.ts'
import { type Mirror, openMirror } from '../world/open-mirror.ts'

const inbox: DeltaResource = { kind: 'messages', folder: 'inbox', select: ['subject'] }

async function move(mirror: Mirror, id: string, ...folders: readonly string[]): Promise<void> {
  for (const destinationId of folders)
    await mirror.send('POST', graphPath`/me/messages/${id}/move`, { destinationId })
}

const folderId = async (mirror: Mirror, name: string) =>
  (await mirror.get(`/me/mailFolders/${name}?$select=id`)).id
const firstOf = (mirror: Mirror) => mirror.items.keys().next().value ?? ''

describe('a message that leaves a folder', () => {
  it('is kept when it is back before the next round, although Graph calls it removed (Graph rule 24)', async () => {
    const mirror = openMirror(inbox)
    await mirror.round()
    const id = firstOf(mirror)
    await move(mirror, id, 'archive', 'inbox')
    mirror.applied.length = 0
    expect(await mirror.round()).toEqual({ full: false, changes: 1 })
    const parentFolderId = await folderId(mirror, 'inbox')
    expect(mirror.applied).toMatchObject([{ kind: 'changed', id, item: { id, parentFolderId } }])
    expect(Object.keys(mirror.items.get(id) ?? {})).toContain('subject')
  })

  it('is removed with the folder it is in now, or without one when it exists no more', async () => {
    const mirror = openMirror(inbox)
    await mirror.round()
    const [moved = '', binned = '', gone = ''] = mirror.items.keys()
    await move(mirror, moved, 'archive')
    await mirror.send('DELETE', graphPath`/me/messages/${binned}`)
    await mirror.send('POST', graphPath`/me/messages/${gone}/permanentDelete`)
    mirror.applied.length = 0
    await mirror.round()
    const removed = { kind: 'removed', reason: 'deleted' }
    expect(mirror.applied).toHaveLength(3)
    expect(mirror.applied).toContainEqual({
      ...removed,
      id: moved,
      movedTo: await folderId(mirror, 'archive'),
    })
    expect(mirror.applied).toContainEqual({
      ...removed,
      id: binned,
      movedTo: await folderId(mirror, 'deleteditems'),
    })
    expect(mirror.applied).toContainEqual({ ...removed, id: gone })
  })

  it('is looked for with others, twenty at a time', async () => {
    const mirror = openMirror(inbox)
    for (let count = 0; count < 45; count++) await mirror.send('POST', '/me/mailFolders/inbox/messages', {})
    await mirror.round()
    for (const id of [...mirror.items.keys()].slice(0, 45)) await move(mirror, id, 'archive', 'inbox')
    mirror.tenant.clearRequests()
    expect(await mirror.round()).toEqual({ full: false, changes: 45 })
    expect(mirror.tenant.requests.filter(({ url }) => url.endsWith('/$batch'))).toHaveLength(3)
    expect(mirror.tenant.requests.filter(({ status }) => status === 429)).toEqual([])
  })

  it('is not taken for gone when it cannot be looked for', async () => {
    const mirror = openMirror(inbox)
    await mirror.round()
    const id = firstOf(mirror)
    await move(mirror, id, 'archive', 'inbox')
    mirror.tenant.faults.add({ match: { path: '$batch' }, times: 1, action: { kind: 'status', status: 500 } })
    await expect(mirror.round()).rejects.toMatchObject({ status: 500 })
    await mirror.round()
    expect(mirror.items.has(id)).toBe(true)
  })

  it('comes back into no mirror that begins after it was received', async () => {
    const path = '/me/mailFolders/inbox/messages?$select=receivedDateTime&$orderby=receivedDateTime&$top=100'
    const listed = await openMirror(inbox).list(path)
    const since = String(listed[Math.floor(listed.length / 2)]?.['receivedDateTime'])
    const mirror = openMirror({ ...inbox, since } as DeltaResource)
    await mirror.round()
    const [old] = await mirror.list(path)
    await move(mirror, old?.id ?? '', 'archive', 'inbox')
    await move(mirror, firstOf(mirror), 'archive', 'inbox')
    const before = [...mirror.items.keys()]
    expect(before.length).toBeLessThan(listed.length)
    expect(await mirror.round()).toEqual({ full: false, changes: 2 })
    expect([...mirror.items.keys()]).toEqual(before)
  })
})

describe('two folders in one mirror', () => {
  it('lose no message that moves between them, in whatever order their rounds come', async () => {
    const world = openMirror(inbox)
    const secrets = createMemorySecrets()
    const items = new Map<string, DeltaItem>()
    const names = ['inbox', 'archive'] as const
    const folders = await Promise.all(names.map(async (name) => [name, await folderId(world, name)] as const))
    const readers = folders.map(([name, folder]) =>
      deltaRounds({
        resource: { kind: 'messages', folder: name, select: [] },
        reader: 'both',
        scope: world.scope,
        fetch: world.fetch,
        secrets,
        apply(changes) {
          for (const change of changes) {
            if (change.kind === 'changed') items.set(change.id, change.item)
            else if (items.get(change.id)?.['parentFolderId'] === folder) items.delete(change.id)
          }
        },
        sweep() {},
      }),
    )
    const [ofInbox, ofArchive] = readers
    await ofInbox?.round()
    await ofArchive?.round()
    const [there = '', back = '', away = ''] = items.keys()
    await move(world, there, 'archive')
    await move(world, back, 'archive', 'inbox')
    await move(world, away, 'junkemail')
    await ofArchive?.round()
    await ofInbox?.round()
    expect([items.has(there), items.has(back), items.has(away)]).toEqual([true, true, false])
    await move(world, there, 'inbox')
    await ofInbox?.round()
    await ofArchive?.round()
    await move(world, there, 'archive')
    await ofInbox?.round()
    await ofArchive?.round()
    expect(items.get(there)).toMatchObject({ parentFolderId: folders[1]?.[1] })
  })
})
