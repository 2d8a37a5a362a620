import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

async function translate(client: GraphClient, inputIds: readonly unknown[], from: string, to: string) {
  const body = { inputIds, sourceIdType: from, targetIdType: to }
  const answer = await client.post('/me/translateExchangeIds', body)
  return { ...answer, value: answer.json['value'] as unknown as readonly Json[] | undefined }
}

const formats = ['entryId', 'ewsId', 'immutableEntryId', 'restImmutableEntryId'] as const

describe('translateExchangeIds (Graph rule 15)', () => {
  it('gives the immutable ids of messages, events and contacts, which Graph takes', async () => {
    const client = clientOf(smallTenant())
    for (const list of ['/me/messages', '/me/events', '/me/contacts']) {
      const { json } = await client.get(`${list}?$top=1&$select=id`)
      const id = json['value']?.[0]?.['id']
      const { status, json: answer, value } = await translate(client, [id], 'restId', 'restImmutableEntryId')
      expect(status).toBe(200)
      expect(answer['@odata.context']).toBe(
        'https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)',
      )
      expect(value).toEqual([{ sourceId: id, targetId: expect.any(String) }])
      const found = await client.get(`${list}/${value?.[0]?.['targetId']}?$select=id`)
      expect(found.json['id']).toBe(id)
    }
  })

  it.each(formats)('gives ids as %s, and takes them back', async (format) => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/messages?$top=3&$select=id')
    const ids = (json['value'] ?? []).map((one) => one['id'])
    const there = await translate(client, ids, 'restId', format)
    const targets = there.value?.map((one) => one['targetId']) ?? []
    expect(new Set([...targets, ...ids]).size).toBe(ids.length * 2)
    if (format === 'entryId') for (const target of targets) expect(target).toMatch(/^[\w-]+[012]$/)
    const back = await translate(client, targets, format, 'restId')
    expect(back.value?.map((one) => one['targetId'])).toEqual(ids)
  })

  it('follows a message into another folder from its immutable id, but not from the id that it had', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/messages?$top=1&$select=id')
    const id = json['value']?.[0]?.['id']
    const { value } = await translate(client, [id], 'restId', 'restImmutableEntryId')
    const moved = await client.post(`/me/messages/${id}/move`, { destinationId: 'archive' })
    const now = await translate(client, [value?.[0]?.['targetId']], 'restImmutableEntryId', 'restId')
    expect(now.value?.[0]?.['targetId']).toBe(moved.json['id'])
    const gone = await translate(client, [id, moved.json['id']], 'restId', 'restImmutableEntryId')
    expect(gone.value?.[0]).toMatchObject({ sourceId: id, errorDetails: { code: 'ErrorItemNotFound' } })
    expect(gone.value?.[1]).toHaveProperty('targetId')
  })

  it('has no immutable ids of folders, takes 1,000 at most, and needs both formats', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/mailFolders/inbox')
    expect((await translate(client, [json['id']], 'restId', 'ewsId')).value?.[0]).toHaveProperty('targetId')
    const folder = await translate(client, [json['id']], 'restId', 'restImmutableEntryId')
    expect(folder.value?.[0]).toHaveProperty('errorDetails')
    const many = await translate(
      client,
      Array.from({ length: 1001 }, () => 'x'),
      'restId',
      'ewsId',
    )
    expect(many.status).toBe(400)
    expect((await translate(client, ['x'], 'restId', 'paper')).status).toBe(400)
    expect((await client.post('/me/translateExchangeIds', { inputIds: [] })).status).toBe(400)
  })
})

describe('what can be chosen in Outlook', () => {
  const collection = (type: string): string =>
    `https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.${type})`

  it('are languages, each by its name in itself', async () => {
    const { status, json } = await clientOf(smallTenant()).get('/me/outlook/supportedLanguages')
    expect([status, json['@odata.context']]).toEqual([200, collection('localeInfo')])
    expect(json['value']).toContainEqual({ locale: 'af-ZA', displayName: 'Afrikaans (Suid-Afrika)' })
    expect(json['value']).toContainEqual({ locale: 'en-US', displayName: 'English (United States)' })
  })

  it('are time zones by their Windows names, or by those of the IANA database', async () => {
    const client = clientOf(smallTenant())
    const windows = await client.get('/me/outlook/supportedTimeZones')
    expect([windows.status, windows.json['@odata.context']]).toEqual([200, collection('timeZoneInformation')])
    expect(windows.json['value']).toEqual(
      expect.arrayContaining([
        { alias: 'Dateline Standard Time', displayName: '(UTC-12:00) International Date Line West' },
        { alias: 'Samoa Standard Time', displayName: '(UTC+13:00) Samoa' },
        { alias: 'UTC-11', displayName: '(UTC-11:00) Coordinated Universal Time-11' },
        { alias: 'Aleutian Standard Time', displayName: '(UTC-10:00) Aleutian Islands' },
        { alias: 'AUS Eastern Standard Time', displayName: '(UTC+10:00) Canberra, Melbourne, Sydney' },
      ]),
    )
    const path = '/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'
    const iana = await client.get(`${path}'Iana')`)
    expect(iana.json['value']).toContainEqual({ alias: 'Etc/GMT+12', displayName: 'Etc/GMT+12' })
    expect((await client.get(`${path}'Windows')`)).json).toEqual(windows.json)
    expect((await client.get(`${path}'Posix')`)).status).toBe(400)
  })
})
