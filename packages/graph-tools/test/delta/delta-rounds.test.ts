import { createSealer } from '@graphkeep/cache'
import { createKeyRing, createMemorySecrets, GraphFailure, sealedSecrets } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { graphPath, sendBatch } from '../../src/client.ts'
import { type DeltaChange, type DeltaResource, deltaRounds } from '../../src/delta.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { idsOf, openMirror } from '../world/open-mirror.ts'
import { inTime, smallTenant } from '../world/open-world.ts'

const inbox: DeltaResource = { kind: 'messages', folder: 'inbox', select: ['subject', 'categories'] }
const newMessage = { subject: 'New' }
const messages = '/me/mailFolders/inbox/messages'
const actual = (mirror: ReturnType<typeof openMirror>) => mirror.list(`${messages}?$select=id&$top=100`)

describe('a round of changes', () => {
  it('tells all of it again when applying fails, in the middle or at the end', async () => {
    const mirror = openMirror(inbox)
    await mirror.round()
    await mirror.send('POST', messages, newMessage)
    mirror.onApply = () => {
      throw new Error('the disk is full')
    }
    expect((await failureOf(mirror.round())).message).toBe('the disk is full')
    mirror.onApply = () => {}
    expect(await mirror.round()).toEqual({ full: false, changes: 1 })
    expect(await mirror.round()).toEqual({ full: false, changes: 0 })
    expect(idsOf(mirror.items.values())).toEqual(idsOf(await actual(mirror)))
  })

  it('tells all of it again when it was applied and its link was not kept', async () => {
    const secrets = createMemorySecrets()
    let broken = false
    const set: typeof secrets.set = async (scope, name, value) => {
      const isNext = Buffer.from(value).toString().endsWith('"told":[]}')
      if (broken && isNext) throw new Error('killed')
      await secrets.set(scope, name, value)
    }
    const mirror = openMirror(inbox, { secrets: { ...secrets, set } })
    await mirror.round()
    await mirror.send('POST', messages, newMessage)
    broken = true
    expect((await failureOf(mirror.round())).message).toBe('killed')
    broken = false
    expect(mirror.applied.at(-1)).toMatchObject({ item: { subject: 'New' } })
    mirror.applied.length = 0
    expect(await mirror.round()).toEqual({ full: false, changes: 1 })
    expect(mirror.applied).toMatchObject([{ kind: 'changed', item: { subject: 'New' } }])
  })

  it('reads everything anew when something that a broken round told has gone without a word', async () => {
    const mirror = openMirror(inbox)
    await mirror.round()
    const { id } = await mirror.send('POST', messages, newMessage)
    mirror.onApplied = () => {
      throw new Error('the disk is full')
    }
    await failureOf(mirror.round())
    expect(mirror.items.has(id)).toBe(true)
    mirror.onApplied = () => {}
    await mirror.send('POST', graphPath`/me/messages/${id}/permanentDelete`)
    expect(await mirror.round()).toMatchObject({ full: true })
    expect(mirror.items.has(id)).toBe(false)
  })

  it('reads groups anew after a broken round, as members may have come and gone', async () => {
    const mirror = openMirror({ kind: 'groups' })
    await mirror.round()
    const names = { displayName: 'Pilots', mailNickname: 'pilots' }
    await mirror.send('POST', '/groups', { ...names, mailEnabled: false, securityEnabled: true })
    mirror.onApplied = () => {
      throw new Error('the disk is full')
    }
    await failureOf(mirror.round())
    mirror.onApplied = () => {}
    expect(await mirror.round()).toMatchObject({ full: true })
  })

  it('drops nothing when a full read breaks off after its first page', async () => {
    const mirror = openMirror(inbox, { pageSize: 4 })
    await mirror.round()
    const before = idsOf(mirror.items.values())
    await mirror.forget()
    mirror.applied.length = 0
    mirror.tenant.faults.add({ match: { path: 'skiptoken' }, times: 1, action: { kind: 'truncate' } })
    expect(await failureOf(mirror.round())).toBeInstanceOf(GraphFailure)
    expect(mirror.applied).toHaveLength(4)
    expect(idsOf(mirror.items.values())).toEqual(before)
    expect(await mirror.round()).toMatchObject({ full: true })
    expect(idsOf(mirror.items.values())).toEqual(before)
  })

  it.each([
    ['drive', 'driveItems', ['removed', 'changed']],
    ['group, whose members add up', 'groups', ['changed', 'changed', 'removed', 'changed']],
  ] as const)('takes the last of what a page tells several times of a %s', async (_, kind, kinds) => {
    const one = { id: '1', 'members@delta': [{ id: 'ada' }] }
    const value = [one, { id: '1', name: 'b' }, { id: '2', deleted: {} }, { id: '1', name: 'c' }]
    const page = { value, '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/x/delta?token=1' }
    const { fetch, scope } = openClient({ fetch: async () => Response.json(page) })
    const applied: DeltaChange[] = []
    const apply = (changes: readonly DeltaChange[]) => void applied.push(...changes)
    const place = { reader: 'x', scope, fetch, secrets: createMemorySecrets() }
    await deltaRounds({ ...place, resource: { kind }, apply, sweep() {} }).round()
    expect(applied.map((change) => change.kind).toSorted()).toEqual(kinds.toSorted())
    expect(applied.at(kind === 'groups' ? -1 : 0)).toMatchObject({ id: '1', item: { name: 'c' } })
  })

  it('begins anew when Graph forgets the link between two pages', async () => {
    const mirror = openMirror(inbox, { tenant: smallTenant() })
    await mirror.round()
    const changes = [...mirror.items.keys()].slice(0, 110).map((id, at) => ({
      id: String(at),
      method: 'PATCH',
      path: graphPath`/me/messages/${id}`,
      headers: { prefer: 'IdType="ImmutableId"' },
      body: { categories: ['Blue'] },
    }))
    const { fetch, clock } = mirror
    await inTime(clock, sendBatch({ fetch, clock, signal: new AbortController().signal }, changes))
    const body = { error: { code: 'SyncStateNotFound', message: '' } }
    const action = { kind: 'status', status: 410, body } as const
    mirror.tenant.faults.add({ match: { path: 'skiptoken' }, times: 1, action })
    expect(await mirror.round()).toMatchObject({ full: true })
    const blue = [...mirror.items.values()].filter(({ categories }) => String(categories) === 'Blue')
    expect(blue).toHaveLength(110)
    expect(mirror.tenant.faults.list()).toMatchObject([{ applied: 1 }])
  })

  it.each([
    [410, 'resyncRequired'],
    [410, 'resyncChangesApplyDifferences'],
    [410, 'resyncChangesUploadDifferences'],
    [410, 'SyncStateNotFound'],
    [400, 'syncStateNotFound'],
    [404, 'SYNCSTATENOTFOUND'],
    [400, 'BadRequest'],
    [410, ''],
  ])('begins anew at %i %s, from our own first request, wherever the answer leads', async (status, code) => {
    const mirror = openMirror({ kind: 'driveItems' })
    await mirror.round()
    mirror.tenant.clearRequests()
    const headers = { location: 'https://evil.example/v1.0/me/drive/root/delta?token=' }
    const action = { kind: 'status', status, body: { error: { code, message: '' } }, headers } as const
    mirror.tenant.faults.add({ times: 1, action })
    expect(await mirror.round()).toMatchObject({ full: true })
    expect(mirror.tenant.requests.at(-1)?.url).toContain('/me/drive/root/delta')
    expect(mirror.tenant.requests).toHaveLength(2)
  })

  it.each([403, 404, 500])('fails at %i, and keeps its link', async (status) => {
    const mirror = openMirror({ kind: 'driveItems' })
    await mirror.round()
    mirror.tenant.faults.add({ times: 1, action: { kind: 'status', status } })
    expect(await failureOf(mirror.round())).toMatchObject({ status })
    expect(await mirror.round()).toMatchObject({ full: false })
  })

  it('fails once more, and no oftener, when even the first request is refused', async () => {
    const mirror = openMirror({ kind: 'driveItems' })
    await mirror.round()
    mirror.tenant.clearRequests()
    mirror.tenant.faults.add({ action: { kind: 'status', status: 410 } })
    expect(await failureOf(mirror.round())).toMatchObject({ status: 410 })
    expect(mirror.tenant.requests).toHaveLength(2)
  })

  it('takes no failure of the reader for one of Graph', async () => {
    const mirror = openMirror(inbox)
    await mirror.round()
    await mirror.send('POST', messages, newMessage)
    mirror.tenant.clearRequests()
    mirror.onApply = () => {
      throw new GraphFailure('Something that the reader asked for is gone', { status: 410 })
    }
    expect(await failureOf(mirror.round())).toMatchObject({ status: 410 })
    expect(mirror.tenant.requests).toHaveLength(1)
  })

  it.each([
    [
      'another host',
      { value: [{ id: '1' }], '@odata.nextLink': 'https://evil.example/v1.0/me?$skiptoken=1' },
    ],
    ['lead nowhere', { value: [{ id: '1' }] }],
    [
      'lead nowhere',
      { value: [], '@odata.nextLink': 'https://graph.microsoft.com/v1.0/me/drive/root/delta' },
    ],
  ])('keeps no place when the links of its pages lead to %s', async (words, page) => {
    const secrets = createMemorySecrets()
    const { fetch, scope, sent } = openClient({ fetch: async () => Response.json(page) })
    const swept: string[] = []
    const sweep = (full: string) => void swept.push(full)
    const rounds = deltaRounds({
      resource: { kind: 'driveItems' },
      reader: 'x',
      scope,
      fetch,
      secrets,
      apply() {},
      sweep,
    })
    expect((await failureOf(rounds.round())).message).toContain(words)
    expect(swept).toEqual([])
    expect(sent.every(({ host }) => host === 'graph.microsoft.com')).toBe(true)
  })
})

describe('the place of a reader', () => {
  it('is its own, and that of its scope', async () => {
    const secrets = createMemorySecrets()
    const one = openMirror(inbox, { secrets })
    const { tenant } = one
    const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
    await one.round()
    const again = openMirror(inbox, { secrets, tenant })
    expect(await again.round()).toEqual({ full: false, changes: 0 })
    expect(await openMirror(inbox, { secrets, tenant, reader: 'index' }).round()).toMatchObject({
      full: true,
    })
    const theirs = openMirror(inbox, { secrets, tenant, account: other?.userPrincipalName ?? '' })
    expect(await theirs.round()).toMatchObject({ full: true })
    expect(idsOf(theirs.items.values())).not.toEqual(idsOf(one.items.values()))
  })

  it('is kept sealed', async () => {
    const inner = createMemorySecrets()
    const values: string[] = []
    const set: typeof inner.set = (scope, name, value) => {
      values.push(Buffer.from(value).toString('latin1'))
      return inner.set(scope, name, value)
    }
    const sealer = createSealer(createKeyRing([crypto.getRandomValues(new Uint8Array(32))]))
    const mirror = openMirror(inbox, { secrets: sealedSecrets({ ...inner, set }, sealer) })
    await mirror.round()
    expect(values).toHaveLength(1)
    expect(values[0]).not.toContain('delta')
  })

  it('serves an application that stands for the account', async () => {
    const mirror = openMirror(inbox, { roles: ['Mail.ReadWrite'] })
    await mirror.round()
    const [{ id } = { id: '' }] = mirror.items.values()
    await mirror.send('POST', graphPath`/me/messages/${id}/move`, { destinationId: 'archive' })
    expect(await mirror.round()).toEqual({ full: false, changes: 1 })
    expect(mirror.items.has(id)).toBe(false)
  })
})
