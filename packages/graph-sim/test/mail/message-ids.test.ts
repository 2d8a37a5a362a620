import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const immutable = { prefer: 'IdType="ImmutableId"' }

describe('ids of messages (Graph rule 15)', () => {
  it('changes the ordinary id when a message moves, and keeps the immutable one', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/mailFolders/inbox/messages?$top=1&$select=id')
    const id = json['value']?.[0]?.['id'] as string
    const { json: before, headers } = await client.get(`/me/messages/${id}?$select=id`, immutable)
    expect(headers.get('preference-applied')).toBe('IdType="ImmutableId"')
    const moved = await client.post(`/me/messages/${id}/move`, { destinationId: 'archive' })
    expect(moved.status).toBe(201)
    expect(moved.json['id']).not.toBe(id)
    expect((await client.get(`/me/messages/${id}`)).json['error']?.['code']).toBe('ErrorItemNotFound')
    const after = await client.get(`/me/messages/${before['id']}?$select=id`, immutable)
    expect(after.json['id']).toBe(before['id'])
  })

  it('takes either kind in a path and answers in the kind that is preferred', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/messages?$top=1&$select=id', immutable)
    const plain = await client.get(`/me/messages/${json['value']?.[0]?.['id']}?$select=id`)
    expect(plain.json['id']).toMatch(/^AAMk/)
    expect(json['value']?.[0]?.['id']).toMatch(/^AAkALg/)
    expect((await client.get(`/me/messages/${plain.json['id']}?$select=id`, immutable)).json['id']).toBe(
      json['value']?.[0]?.['id'],
    )
  })

  it('gives a message that comes back to a folder a new ordinary id', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/mailFolders/inbox/messages?$top=1&$select=id')
    const id = json['value']?.[0]?.['id'] as string
    const away = await client.post(`/me/messages/${id}/move`, { destinationId: 'archive' })
    const back = await client.post(`/me/messages/${away.json['id']}/move`, { destinationId: 'inbox' })
    expect(back.json['id']).not.toBe(id)
  })

  it('leaves the ids of folders as they are whatever is preferred', async () => {
    const client = clientOf(smallTenant())
    const plain = await client.get('/me/mailFolders/inbox?$select=id')
    expect((await client.get('/me/mailFolders/inbox?$select=id', immutable)).json['id']).toBe(
      plain.json['id'],
    )
  })

  it.each(['garbage', 'AAMkADk=', '0', 'x'.repeat(300), 'AAMkAGNlMTA2YzVj%00', '%E6%9D%B1'])(
    'refuses %s as malformed',
    async (id) => {
      const { status, json } = await clientOf(smallTenant()).get(`/me/messages/${id}`)
      expect(status).toBe(400)
      expect(json['error']).toMatchObject({ code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' })
    },
  )

  it('does not find a message of another mailbox, nor a folder where a message is meant', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    const other = tenant.users.find((user) => user.id !== tenant.me.id)
    const { json } = await client.get(`/users/${other?.id}/messages?$top=1&$select=id`)
    const foreign = await client.get(`/me/messages/${json['value']?.[0]?.['id']}`)
    expect([foreign.status, foreign.json['error']?.['code']]).toEqual([404, 'ErrorItemNotFound'])
    const folder = await client.get('/me/mailFolders/inbox?$select=id')
    const wrong = await client.get(`/me/messages/${folder.json['id']}`)
    expect([wrong.status, wrong.json['error']?.['code']]).toEqual([400, 'ErrorInvalidIdMalformed'])
  })

  it('does not find a message under a folder that it is not in', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/mailFolders/inbox/messages?$top=1&$select=id')
    const { status } = await client.get(`/me/mailFolders/archive/messages/${json['value']?.[0]?.['id']}`)
    expect(status).toBe(404)
  })
})
