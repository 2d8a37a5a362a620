import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'
import { roundOf } from './delta-rounds.ts'

const inbox = '/me/mailFolders/inbox/messages'
const immutable = { prefer: 'IdType="ImmutableId"' }

describe('changes of mail folders', () => {
  it('begin with all folders at every depth and go on with new, renamed and deleted ones', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, '/me/mailFolders/delta')
    expect(first.rows.length).toBeGreaterThan(10)
    const top = await client.all('/me/mailFolders')
    expect(first.rows.map((row) => row['id'])).toEqual(expect.arrayContaining(top.map((row) => row['id'])))
    expect((await roundOf(client, first.deltaLink)).rows).toEqual([])

    const made = await client.post('/me/mailFolders', { displayName: 'Harbour' })
    const path = `/me/mailFolders/${made.json['id']}`
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toMatchObject([{ id: made.json['id'], displayName: 'Harbour' }])

    await client.patch(path, { displayName: 'Port' })
    const third = await roundOf(client, second.deltaLink)
    expect(third.rows).toMatchObject([{ '@odata.type': '#microsoft.graph.mailFolder', displayName: 'Port' }])

    await client.delete(path)
    await client.delete(path)
    const fourth = await roundOf(client, third.deltaLink)
    expect(fourth.rows).toContainEqual({
      '@odata.type': '#microsoft.graph.mailFolder',
      id: made.json['id'],
      '@removed': { reason: 'deleted' },
    })
  })

  it('include hidden folders only when they are asked for', async () => {
    const client = clientOf(smallTenant())
    const visible = await roundOf(client, '/me/mailFolders/delta()')
    const all = await roundOf(client, '/me/mailFolders/delta?includeHiddenFolders=true')
    expect(visible.rows.filter((row) => Boolean(row['isHidden']))).toEqual([])
    expect(all.rows.length).toBeGreaterThan(visible.rows.length)
  })
})

describe('changes of messages', () => {
  it('come in pages that each lead on by one link, and hold every message once', async () => {
    const client = clientOf(smallTenant())
    const total = Number((await client.get(`${inbox}/$count`)).text)
    const page = await client.get(`${inbox}/delta?$select=subject`, { prefer: 'odata.maxpagesize=3' })
    expect(page.json['value']).toHaveLength(3)
    expect(page.json).not.toHaveProperty('@odata.deltaLink')
    const round = await roundOf(client, `${inbox}/delta?$select=subject`, { prefer: 'odata.maxpagesize=3' })
    expect(new Set(round.rows.map((row) => row['id'])).size).toBe(total)
    expect(round.pages).toBe(Math.ceil(total / 3))
    expect(Object.keys(round.rows[0] ?? {}).toSorted()).toEqual([
      '@odata.etag',
      '@odata.type',
      'id',
      'subject',
    ])
  })

  it('keep the query of the first request for all rounds', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${inbox}/delta?$select=isRead&$top=2`)
    const id = first.rows[0]?.['id'] as string
    await client.patch(`/me/messages/${id}`, { isRead: false })
    await client.patch(`/me/messages/${id}`, { isRead: true })
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toHaveLength(1)
    expect(second.rows[0]).toMatchObject({ id, isRead: true })
    expect(second.rows[0]).not.toHaveProperty('subject')
  })

  it('give the same answer again when an old link is followed again', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${inbox}/delta?$select=id`)
    await client.delete(`/me/messages/${first.rows[0]?.['id']}`)
    const once = await roundOf(client, first.deltaLink)
    const again = await roundOf(client, first.deltaLink)
    expect(again.rows).toEqual(once.rows)
    expect((await roundOf(client, once.deltaLink)).rows).toEqual([])
  })

  it('show a moved message as deleted in one folder and created in the other', async () => {
    const client = clientOf(smallTenant())
    const here = await roundOf(client, `${inbox}/delta?$select=subject`)
    const there = await roundOf(client, '/me/mailFolders/archive/messages/delta?$select=subject')
    const moved = here.rows[0]
    const { json } = await client.post(`/me/messages/${moved?.['id']}/move`, { destinationId: 'archive' })
    expect((await roundOf(client, here.deltaLink)).rows).toEqual([
      { '@odata.type': '#microsoft.graph.message', id: moved?.['id'], '@removed': { reason: 'deleted' } },
    ])
    expect((await roundOf(client, there.deltaLink)).rows).toMatchObject([
      { id: json['id'], subject: moved?.['subject'] },
    ])
  })

  it('lose a message with an immutable id that left and came back within one round (Graph rule 24)', async () => {
    const client = clientOf(smallTenant())
    const fixed = await roundOf(client, `${inbox}/delta?$select=id`, immutable)
    const changing = await roundOf(client, `${inbox}/delta?$select=id`)
    const id = fixed.rows[0]?.['id'] as string
    const back = { destinationId: 'inbox' }
    await client.post(`/me/messages/${id}/move`, { destinationId: 'archive' }, immutable)
    await client.post(`/me/messages/${id}/move`, back, immutable)
    const lost = await roundOf(client, fixed.deltaLink, immutable)
    expect(lost.rows).toMatchObject([{ id, '@removed': { reason: 'deleted' } }])
    expect((await roundOf(client, lost.deltaLink, immutable)).rows).toEqual([])
    expect((await client.get(`${inbox}/${id}`, immutable)).status).toBe(200)

    const found = await roundOf(client, changing.deltaLink)
    expect(found.rows.map((row) => '@removed' in row)).toEqual([true, false])
    expect(found.rows[1]?.['id']).not.toBe(changing.rows[0]?.['id'])
  })

  it('give a message with an immutable id anew when its return falls into a later round', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${inbox}/delta?$select=id`, immutable)
    const id = first.rows[0]?.['id'] as string
    await client.post(`/me/messages/${id}/move`, { destinationId: 'archive' }, immutable)
    const second = await roundOf(client, first.deltaLink, immutable)
    await client.post(`/me/messages/${id}/move`, { destinationId: 'inbox' }, immutable)
    const third = await roundOf(client, second.deltaLink, immutable)
    expect(third.rows).toHaveLength(1)
    expect(third.rows[0]).toMatchObject({ id })
    expect(third.rows[0]).not.toHaveProperty('@removed')
  })

  it('that happen while pages are fetched are left to the next round', async () => {
    const client = clientOf(smallTenant())
    const page = await client.get(`${inbox}/delta?$select=id&$top=2`)
    const listed = await client.all(`${inbox}?$select=id`)
    const gone = listed.at(-1)?.['id'] as string
    const { json } = await client.post(`${inbox}`, { subject: 'New' })
    await client.delete(`/me/messages/${gone}`)
    const rest = await roundOf(client, page.json['@odata.nextLink'] as string)
    expect(rest.rows.map((row) => row['id'])).not.toContain(json['id'])
    expect(rest.rows.map((row) => row['id'])).not.toContain(gone)
    const next = await roundOf(client, rest.deltaLink)
    expect(next.rows).toContainEqual(expect.objectContaining({ id: gone, '@removed': { reason: 'deleted' } }))
    expect(next.rows).toContainEqual(expect.objectContaining({ id: json['id'] }))
  })

  it('that undo each other within a round are not told', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${inbox}/delta?$select=id`)
    const { json } = await client.post(inbox, { subject: 'Short-lived' })
    const other = await roundOf(client, `${inbox}/delta?$select=id`)
    expect(other.rows.map((row) => row['id'])).toContain(json['id'])
    await client.delete(`/me/messages/${json['id']}`)
    expect((await roundOf(client, first.deltaLink)).rows).toEqual([])
    expect((await roundOf(client, other.deltaLink)).rows).toMatchObject([{ id: json['id'], '@removed': {} }])
  })

  it('may be limited to one type of change', async () => {
    const client = clientOf(smallTenant())
    const first = await roundOf(client, `${inbox}/delta?$select=id&changeType=deleted`)
    expect(first.rows).toEqual([])
    const [one, two] = await client.all(`${inbox}?$select=id`)
    await client.patch(`/me/messages/${one?.['id']}`, { categories: ['Blue'] })
    await client.delete(`/me/messages/${two?.['id']}`)
    expect((await roundOf(client, first.deltaLink)).rows).toMatchObject([{ id: two?.['id'], '@removed': {} }])
  })

  it('take a filter and an order by the time of receipt, and nothing else', async () => {
    const client = clientOf(smallTenant())
    const sorted = await roundOf(
      client,
      `${inbox}/delta?$select=receivedDateTime&$orderby=receivedDateTime desc`,
    )
    const times = sorted.rows.map((row) => row['receivedDateTime'] as string)
    expect(times).toEqual(times.toSorted().toReversed())
    const middle = times[Math.floor(times.length / 2)] ?? ''
    const later = await roundOf(
      client,
      `${inbox}/delta?$select=receivedDateTime&$filter=receivedDateTime ge ${middle}`,
    )
    expect(later.rows).toHaveLength(times.filter((time) => time >= middle).length)

    const filtered = await client.get(`${inbox}/delta?$filter=isRead eq false`)
    expect(filtered.json['error']).toMatchObject({
      code: 'ErrorInvalidUrlQuery',
      message:
        "The '$filter' parameter value is not supported for 'Messages' resource; only a value of 'receivedDateTime ge value' is supported.",
    })
    expect((await client.get(`${inbox}/delta?$orderby=subject`)).status).toBe(400)
    expect((await client.get(`${inbox}/delta?$search="a"`)).json['error']?.['code']).toBe(
      'ErrorInvalidUrlQuery',
    )
  })

  it('end with 410 SyncStateNotFound when the link is too old, and with 400 when it is another folder’s', async () => {
    const client = clientOf(smallTenant())
    const { deltaLink } = await roundOf(client, `${inbox}/delta?$select=id`)
    const token = new URL(deltaLink).search
    const foreign = await client.get(`/me/mailFolders/archive/messages/delta${token}`)
    expect(foreign.json['error']).toMatchObject({ code: 'BadRequest', message: 'Badly formed token.' })
    expect((await client.get(`${deltaLink}x`)).status).toBe(400)

    client.tenant.clock.advance(31 * 86_400_000)
    const late = await clientOf(client.tenant).get(deltaLink)
    expect(late.status).toBe(410)
    expect(late.json['error']?.['code']).toBe('SyncStateNotFound')
  })
})

describe('a mailbox of 20,000 messages', () => {
  it('is told in pages of ten to the end', async () => {
    const client = clientOf(smallTenant({ messages: 20_000 }))
    const path = '/me/mailFolders/inbox/messages/delta?$select=subject'
    const round = await roundOf(client, path)
    const { json } = await client.get('/me/mailFolders/inbox')
    expect(round.rows.length).toBe(json['totalItemCount'] as unknown)
  })
})
