import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'
import { roundOf } from './delta-rounds.ts'

describe('changes of contacts', () => {
  it('begin with one folder’s contacts and go on with what is added, changed and deleted', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, '/me/contacts/delta?$select=displayName')
    expect(first.rows).toHaveLength(Number((await client.get('/me/contacts/$count')).text))
    const made = await client.post('/me/contacts', { givenName: 'Rune', surname: 'Berg' })
    const [one, two] = first.rows
    await client.patch(`/me/contacts/${one?.['id']}`, { displayName: 'Somebody else' })
    await client.delete(`/me/contacts/${two?.['id']}`)
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toHaveLength(3)
    expect(second.rows).toContainEqual({
      '@odata.type': '#microsoft.graph.contact',
      id: two?.['id'],
      '@removed': { reason: 'deleted' },
    })
    expect(second.rows).toContainEqual(
      expect.objectContaining({ id: one?.['id'], displayName: 'Somebody else' }),
    )
    expect(second.rows).toContainEqual(
      expect.objectContaining({ id: made.json['id'], displayName: 'Rune Berg' }),
    )
  })

  it('are told of every folder, and of the folders themselves', async () => {
    const client = clientOf(smallTenant())
    const folders = await roundOf(client, '/me/contactFolders/delta')
    const made = await client.post('/me/contactFolders', { displayName: 'Pilots' })
    expect((await roundOf(client, folders.deltaLink)).rows).toMatchObject([{ displayName: 'Pilots' }])
    const path = `/me/contactFolders/${made.json['id']}/contacts`
    const contacts = await roundOf(client, `${path}/delta()`)
    expect(contacts.rows).toEqual([])
    await client.post(path, { givenName: 'Ada' })
    expect((await roundOf(client, contacts.deltaLink)).rows).toMatchObject([{ displayName: 'Ada' }])
    expect((await client.get(`${path}/delta?$filter=displayName eq 'Ada'`)).json['error']).toMatchObject({
      code: 'ErrorInvalidUrlQuery',
      message:
        "The following parameters are not supported with change tracking over the 'Contacts' resource: '$orderby, $filter, $search'.",
    })
  })
})

describe('changes of users', () => {
  it('begin with everybody, or with nobody when only what comes is wanted', async () => {
    const client = clientOf(smallTenant())
    expect((await roundOf(client, '/users/delta?$select=displayName')).rows).toHaveLength(6)
    const latest = await roundOf(client, '/users/delta?$deltatoken=latest')
    expect(latest.rows).toEqual([])
    expect((await roundOf(client, latest.deltaLink)).rows).toEqual([])
  })

  it('count only for the properties that the first request selects', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, '/users/delta?$select=displayName')
    const id = first.rows[3]?.['id'] as string
    expect((await client.patch(`/users/${id}`, { jobTitle: 'Pilot' })).status).toBe(204)
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toEqual([])
    await client.patch(`/users/${id}`, { displayName: 'Ada Pilot' })
    expect((await roundOf(client, second.deltaLink)).rows).toEqual([{ displayName: 'Ada Pilot', id }])
  })

  it('call somebody who was deleted changed, and deleted once there is no way back', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, '/users/delta')
    const id = first.rows.at(-1)?.['id'] as string
    expect((await client.delete(`/users/${id}`)).status).toBe(204)
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toEqual([{ id, '@removed': { reason: 'changed' } }])
    await client.post(`/directory/deletedItems/${id}/restore`)
    const third = await roundOf(client, second.deltaLink)
    expect(third.rows).toMatchObject([{ id, displayName: first.rows.at(-1)?.['displayName'] }])
    await client.delete(`/users/${id}`)
    await client.delete(`/directory/deletedItems/${id}`)
    expect((await roundOf(client, third.deltaLink)).rows).toEqual([{ id, '@removed': { reason: 'deleted' } }])
  })

  it('take a filter by id and refuse what else lists take', async () => {
    const client = clientOf(smallTenant())
    const [one, two] = client.tenant.users
    const found = await roundOf(client, `/users/delta?$filter=id eq '${one?.id}' or id eq '${two?.id}'`)
    expect(found.rows.map((row) => row['id'])).toEqual([one?.id, two?.id])
    for (const query of ['$top=5', '$orderby=displayName', '$expand=manager', "$filter=jobTitle eq 'x'"])
      expect((await client.get(`/users/delta?${query}`)).status).toBe(400)
    expect((await client.get('/users/delta', { prefer: 'return=minimal' })).status).toBe(501)
  })

  it('end with 410 after 7 days, with the address of a new beginning', async () => {
    const client = clientOf(smallTenant())
    const { deltaLink } = await roundOf(client, '/users/delta?$select=id')
    client.tenant.clock.advance(7 * 86_400_000 + 1)
    const later = clientOf(client.tenant)
    const gone = await later.get(deltaLink)
    expect(gone.status).toBe(410)
    expect(gone.json['error']?.['code']).toBe('syncStateNotFound')
    expect((await roundOf(later, gone.headers.get('location') ?? '')).rows).toHaveLength(6)
  })
})
