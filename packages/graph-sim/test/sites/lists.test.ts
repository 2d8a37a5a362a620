import { describe, expect, it } from 'vitest'
import { roundOf } from '../delta/delta-rounds.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const aurora = '/sites/solvang.sharepoint.com:/sites/aurora:'
const risks = `${aurora}/lists/Risks`
const knows = { prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' }

describe('lists', () => {
  it('are made with columns, changed and deleted', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post(`${aurora}/lists`, {
      displayName: 'Books',
      columns: [
        { name: 'Author', text: {} },
        { name: 'PageCount', number: {} },
      ],
      list: { template: 'genericList' },
    })
    expect([made.status, made.json]).toMatchObject([
      201,
      { displayName: 'Books', list: { template: 'genericList' }, lastModifiedBy: { user: {} } },
    ])
    const path = `${aurora}/lists/${made.json['id']}`
    const whole = await client.get(
      `${path}?select=id,name&expand=columns(select=name),items(expand=fields(select=Title))`,
    )
    expect(whole.json['columns']?.slice(0, 3).map(({ name }) => name)).toEqual([
      'Title',
      'Author',
      'PageCount',
    ])
    expect(whole.json['items']).toEqual([])
    expect((await client.post(`${aurora}/lists`, { displayName: 'books' })).status).toBe(409)
    const changed = await client.patch(path, { displayName: 'Shelf', description: 'What we read' })
    expect(changed.json).toMatchObject({ displayName: 'Shelf', description: 'What we read' })
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    const reader = clientOf(client.tenant, client.tenant.token({ scopes: ['Sites.ReadWrite.All'] }))
    expect((await reader.post(`${aurora}/lists`, { displayName: 'No' })).status).toBe(403)
  })

  it('of documents have a drive, whose files are their rows', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post(`${aurora}/lists`, {
      displayName: 'Drawings',
      list: { template: 'documentLibrary' },
    })
    const path = `${aurora}/lists/${made.json['id']}`
    await client.post(`${path}/columns`, { name: 'Sheet', number: {} })
    const file = await client.put(`${path}/drive/root:/plan.txt:/content`, 'x')
    expect((await client.get(`${aurora}/drives`)).json['value']).toHaveLength(2)
    const { json } = await client.get(`${path}/items?$expand=fields,driveItem($select=id)`)
    const row = json['value']?.[0]
    expect(row).toMatchObject({
      contentType: { name: 'Document' },
      fields: { FileLeafRef: 'plan.txt' },
      driveItem: { id: file.json['id'] },
    })
    const items = `${path}/items/${row?.['id']}`
    expect((await client.get(`${items}/driveItem`)).json['id']).toBe(file.json['id'])
    await client.patch(`${items}/fields`, { Sheet: 7, FileLeafRef: 'plan 7.txt' })
    const seen = await client.get(
      `${path}/drive/root:/plan 7.txt?$expand=listItem($expand=fields($select=Sheet))`,
    )
    expect(seen.json['listItem']).toMatchObject({ id: row?.['id'], fields: { Sheet: 7 } })
    expect((await client.post(`${path}/items`, { fields: {} })).status).toBe(400)
    expect((await client.get(`/drives/${file.json['parentReference']?.['driveId']}/list`)).json['id']).toBe(
      made.json['id'],
    )
    const byDrive = await client.patch(`${path}/drive/items/${file.json['id']}/listItem/fields`, {
      Title: 'The plan',
    })
    expect(byDrive.json).toMatchObject({ Title: 'The plan', Sheet: 7 })
    expect((await client.delete(items)).status).toBe(204)
    expect((await client.get(`${path}/drive/root/children`)).json['value']).toEqual([])
  })
})

describe('columns', () => {
  it('are made, changed and deleted with what stands in them', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post(`${risks}/columns`, {
      name: 'Colour',
      description: 'test',
      choice: { choices: ['red', 'blue'] },
    })
    expect([made.status, made.json]).toMatchObject([
      201,
      { displayName: 'Colour', required: false, choice: { allowTextEntry: false, choices: ['red', 'blue'] } },
    ])
    const column = `${risks}/columns/${made.json['id']}`
    expect((await client.patch(column, { required: true, indexed: true })).json).toMatchObject({
      required: true,
    })
    await client.patch(`${risks}/items/1/fields`, { Colour: 'red' })
    const found = await client.get(`${risks}/items?$filter=fields/Colour eq 'red'&$select=id`)
    expect(found.json['value']).toMatchObject([{ id: '1' }])
    expect((await client.delete(column)).status).toBe(204)
    expect((await client.get(`${risks}/items/1/fields`)).json).not.toHaveProperty('Colour')
    expect((await client.post(`${risks}/columns`, { name: 'title' })).status).toBe(409)
    expect((await client.delete(`${risks}/columns/Modified`)).status).toBe(400)
    expect((await client.post(`${risks}/columns`, { name: 'Sum', calculated: {} })).status).toBe(501)
  })

  it('take values of their types only; people stand in them by number', async () => {
    const client = clientOf(smallTenant())
    for (const column of [
      { name: 'Done', boolean: {} },
      { name: 'Price', currency: {} },
      { name: 'Link', hyperlinkOrPicture: {} },
      { name: 'Owner', personOrGroup: {} },
    ])
      expect((await client.post(`${risks}/columns`, column)).status).toBe(201)
    const fields = {
      Done: true,
      Price: 9.5,
      Link: { Url: 'https://a.example', Description: 'A' },
      OwnerLookupId: 12,
    }
    const { json } = await client.patch(`${risks}/items/1/fields`, fields)
    expect(json).toMatchObject({ ...fields, OwnerLookupId: '12' })
    for (const bad of [{ Done: 'yes' }, { Price: '9' }, { Link: 'a' }, { OwnerLookupId: 'me' }])
      expect((await client.patch(`${risks}/items/1/fields`, bad)).status).toBe(400)
  })
})

describe('rows', () => {
  it('are filtered and sorted by indexed fields, by others only for those who know that it may fail', async () => {
    const client = clientOf(smallTenant())
    const open = await client.get(`${risks}/items?$filter=fields/Status eq 'Open'&$expand=fields`)
    expect(open.json['value']?.every((row) => row['fields']?.['Status'] === ('Open' as unknown))).toBe(true)
    const refused = await client.get(`${risks}/items?$filter=fields/Cost gt 1000`)
    expect([refused.status, refused.json['error']]).toMatchObject([
      400,
      {
        code: 'invalidRequest',
        message: expect.stringMatching(/^Field 'Cost' cannot be referenced in filter or orderby/),
      },
    ])
    expect((await client.get(`${risks}/items?$orderby=fields/Cost`)).status).toBe(400)
    const { json } = await client.get(
      `${risks}/items?$orderby=fields/Cost desc&$expand=fields($select=Cost)`,
      knows,
    )
    const costs = json['value']?.map((row) => Number(row['fields']?.['Cost'])) ?? []
    expect(costs).toEqual(costs.toSorted((a, b) => b - a))
    const unknown = await client.get(`${risks}/items?$filter=fields/Nothing eq 1`, knows)
    expect(unknown.status).toBe(400)
  })

  it('keep what they were, and go back to it', async () => {
    const client = clientOf(smallTenant())
    const before = await client.get(`${risks}/items/1/fields`)
    await client.patch(`${risks}/items/1/fields`, { Title: 'Ice' })
    const { json } = await client.get(`${risks}/items/1/versions?$expand=fields`)
    expect(json['value']?.map((row) => [row['id'], row['fields']?.['Title']])).toEqual([
      ['2.0', 'Ice'],
      ['1.0', before.json['Title']],
    ])
    expect((await client.post(`${risks}/items/1/versions/1.0/restoreVersion`)).status).toBe(204)
    expect((await client.get(`${risks}/items/1/fields`)).json['Title']).toBe(before.json['Title'])
    expect((await client.get(`${risks}/items/1/versions`)).json['value']).toHaveLength(3)
    expect((await client.post(`${risks}/items/1/versions/3.0/restoreVersion`)).status).toBe(400)
  })

  it('tell what has changed since a link was given out', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${risks}/items/delta?$top=2`)
    expect(first.rows).toHaveLength(6)
    await client.patch(`${risks}/items/1/fields`, { Title: 'Ice' })
    await client.delete(`${risks}/items/2`)
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toMatchObject([{ id: '2', deleted: { state: 'deleted' } }, { id: '1' }])
  })
})

describe('content types', () => {
  it('are those of a list or of a site', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get(`${aurora}/lists/Documents/contentTypes`)
    expect(json['value']?.map(({ name }) => name)).toEqual(['Document', 'Folder'])
    expect(json['value']?.[0]?.['base']).toEqual({ id: '0x0101', name: 'Document' })
    expect((await client.get(`${aurora}/contentTypes/0x0101`)).json['name']).toBe('Document')
    expect((await client.get(`${aurora}/contentTypes/0x9`)).status).toBe(404)
  })
})
