import { describe, expect, it } from 'vitest'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'
import { roundOf } from './delta-rounds.ts'

const delta = '/me/drive/root/delta'

function ids(rows: readonly Json[]): readonly unknown[] {
  return rows.map((row) => row['id'])
}

describe('changes of a drive', () => {
  it('begin with the root and everything below it, folders before what is in them', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${delta}?$top=25`)
    expect(first.pages).toBeGreaterThan(2)
    expect(first.rows[0]).toHaveProperty('root')
    expect(first.rows.filter((row) => 'file' in row)).toHaveLength(60)
    const seen = new Set<unknown>()
    for (const row of first.rows) {
      if (!('root' in row)) expect(seen).toContain(row['parentReference']?.['id'])
      seen.add(row['id'])
      expect(row['parentReference']).not.toHaveProperty('path')
      expect(row).not.toHaveProperty('cTag')
      expect(row).not.toHaveProperty('lastModifiedBy')
    }
  })

  it('go on with new, renamed and deleted items and the folders that changed with them', async () => {
    const client = clientOf(smallTenant())
    const drive = await client.get('/me/drive')
    const first = await roundOf(client, delta)
    const made = await client.put('/me/drive/root:/tide.txt:/content', 'high water')
    const root = first.rows[0]?.['id']
    const second = await roundOf(client, first.deltaLink)
    expect(new Set(ids(second.rows))).toEqual(new Set([root, made.json['id']]))

    await client.patch(`/me/drive/items/${made.json['id']}`, { name: 'ebb.txt' })
    const third = await roundOf(client, second.deltaLink)
    expect(third.rows).toMatchObject([{ id: made.json['id'], name: 'ebb.txt' }])

    await client.delete(`/me/drive/items/${made.json['id']}`)
    const fourth = await roundOf(client, third.deltaLink)
    expect(fourth.rows.find((row) => 'deleted' in row)).toEqual({
      '@odata.type': '#microsoft.graph.driveItem',
      id: made.json['id'],
      parentReference: { driveType: 'business', driveId: drive.json['id'], id: root },
      deleted: { state: 'deleted' },
    })
  })

  it('begin at this moment with the token `latest`, in a parameter or in brackets', async () => {
    const client = clientOf(smallTenant())
    for (const path of [
      `${delta}?token=latest&$select=name`,
      "/me/drive/root/delta(token='latest')?$select=name",
    ]) {
      const latest = await roundOf(client, path)
      expect(latest.rows).toEqual([])
      await client.post('/me/drive/root/children', {
        name: 'Tides',
        folder: {},
        '@microsoft.graph.conflictBehavior': 'rename',
      })
      const { rows } = await roundOf(client, latest.deltaLink)
      expect(rows).toContainEqual({
        '@odata.type': '#microsoft.graph.driveItem',
        name: expect.stringContaining('Tides'),
      })
    }
  })

  it('end with 410 and the address of a new beginning when the token is too old or nobody’s', async () => {
    const client = clientOf(smallTenant())
    const { deltaLink } = await roundOf(client, delta)
    const foreign = await client.get(`${delta}?token=nonsense`)
    expect(foreign.status).toBe(410)
    expect(foreign.json['error']?.['code']).toBe('resyncRequired')
    client.tenant.clock.advance(31 * 86_400_000)
    const later = clientOf(client.tenant)
    const gone = await later.get(deltaLink)
    expect([gone.status, gone.json['error']?.['code']]).toEqual([410, 'resyncChangesApplyDifferences'])
    expect((await roundOf(later, gone.headers.get('location') ?? '')).rows.length).toBeGreaterThan(60)
  })

  it('are refused with a filter, and said to be lacking below the root', async () => {
    const client = clientOf(smallTenant())
    const refused = await client.get(`${delta}?$filter=name eq 'a'`)
    expect([refused.status, refused.json['error']?.['code']]).toEqual([400, 'invalidRequest'])
    const folder = (await client.all('/me/drive/root/children')).find((row) => 'folder' in row)
    expect((await client.get(`/me/drive/items/${folder?.['id']}/delta`)).status).toBe(501)
  })

  it('are those since a point in time when that stands for a token', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    await client.put('/me/drive/root:/before.txt:/content', 'x')
    const gone = await client.put('/me/drive/root:/gone.txt:/content', 'x')
    client.tenant.clock.advance(60_000)
    const since = encodeURIComponent(new Date(client.tenant.clock.now()).toISOString())
    client.tenant.clock.advance(60_000)
    await client.put('/me/drive/root:/after.txt:/content', 'x')
    await client.delete(`/me/drive/items/${gone.json['id']}`)
    const { rows, deltaLink } = await roundOf(client, `${delta}?token=${since}`)
    expect(rows.map((row) => row['name'] ?? row['deleted'])).toEqual([{ state: 'deleted' }, 'after.txt'])
    await client.put('/me/drive/root:/later.txt:/content', 'x')
    const later = await roundOf(client, deltaLink)
    expect(later.rows.map((row) => row['name'])).toEqual(expect.arrayContaining(['later.txt']))
  })

  it('leave out the folders above what has changed when they are asked to', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const headers = { deltaExcludeParent: 'true' }
    const first = await client.get(delta, headers)
    await client.put('/me/drive/root:/a.txt:/content', 'x')
    const second = await client.get(first.json['@odata.deltaLink'] as string, headers)
    expect(second.json['value']?.map((row) => row['name'])).toEqual(['a.txt'])
  })
})
