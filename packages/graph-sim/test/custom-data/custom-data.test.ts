import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const referral = {
  '@odata.type': 'microsoft.graph.openTypeExtension',
  extensionName: 'Com.Contoso.Referral',
  companyName: 'Wingtip Toys',
  dealValue: 500050,
  expirationDate: '2015-12-03T10:00:00.000Z',
}
const fullId = 'microsoft.graph.openTypeExtension.Com.Contoso.Referral'

/** The paths of things that apps may keep data on, in a new tenant. */
async function things(client: GraphClient): Promise<readonly string[]> {
  const first = async (list: string): Promise<string> =>
    `${list}/${(await client.get(`${list}?$top=1`)).json['value']?.[0]?.['id']}`
  const list = await first('/me/todo/lists')
  return [
    await first('/me/messages'),
    await first('/me/events'),
    await first('/me/contacts'),
    list,
    await first(`${list}/tasks`),
  ]
}

describe('open extensions', () => {
  it('are added to messages, events, contacts, lists and tasks, read by either name, changed and deleted', async () => {
    const client = clientOf(smallTenant())
    for (const thing of await things(client)) {
      const added = await client.post(`${thing}/extensions`, referral)
      expect([thing, added.status]).toEqual([thing, 201])
      expect(added.json).toMatchObject({
        '@odata.context': expect.stringMatching(/\/extensions\/\$entity$/),
        '@odata.type': '#microsoft.graph.openTypeExtension',
        id: fullId,
        extensionName: 'Com.Contoso.Referral',
        companyName: 'Wingtip Toys',
        dealValue: 500050,
      })
      const one = `${thing}/extensions/Com.Contoso.Referral`
      expect((await client.get(one)).json).toEqual(added.json)
      const outlook = `${thing}/extensions/Microsoft.OutlookServices.OpenTypeExtension.Com.Contoso.Referral`
      expect((await client.get(outlook)).json).toEqual(added.json)
      const expanded = await client.get(`${thing}?$expand=extensions($filter=id eq '${fullId}')`)
      expect(expanded.json['extensions']).toMatchObject([{ id: fullId, companyName: 'Wingtip Toys' }])
      const changed = await client.patch(one, {
        ...referral,
        companyName: 'USA',
        dealValue: null,
        updated: 1,
      })
      expect(changed.status).toBe(200)
      expect(changed.json).toMatchObject({ companyName: 'USA', updated: 1 })
      expect(changed.json).not.toHaveProperty('dealValue')
      expect((await client.delete(one)).status).toBe(204)
      expect((await client.get(one)).status).toBe(404)
    }
  })

  it('come with new messages, events, contacts, lists and tasks, whose answers show them', async () => {
    const client = clientOf(smallTenant())
    const at = (dateTime: string): object => ({ dateTime, timeZone: 'UTC' })
    for (const [path, body] of [
      ['/me/messages', { subject: 'Annual review' }],
      ['/me/events', { subject: 'x', start: at('2026-11-19T10:00:00'), end: at('2026-11-19T11:00:00') }],
      ['/me/contacts', { givenName: 'Ada' }],
      ['/me/todo/lists', { displayName: 'With data' }],
      ['/me/todo/lists/Tasks/tasks', { title: 'x' }],
    ] as const) {
      const made = await client.post(path, { ...body, extensions: [referral] })
      expect([path, made.status]).toEqual([path, 201])
      expect(made.json['extensions']).toMatchObject([{ id: fullId, dealValue: 500050 }])
    }
  })

  it('find the messages that have them', async () => {
    const client = clientOf(smallTenant())
    await client.post('/me/messages', { subject: 'Without' })
    const made = await client.post('/me/messages', { subject: 'With', extensions: [referral] })
    for (const id of ['Com.Contoso.Referral', fullId]) {
      const query = `$filter=Extensions/any(f:f/id eq '${id}')&$expand=Extensions($filter=id eq '${id}')`
      const { json } = await client.get(`/me/messages?${query}`)
      expect(json['value']).toMatchObject([{ id: made.json['id'], extensions: [{ id: fullId }] }])
    }
  })

  it('need their type and a name, and hold values and lists of values only', async () => {
    const client = clientOf(smallTenant())
    const [message] = await things(client)
    for (const broken of [
      { ...referral, '@odata.type': undefined },
      { ...referral, extensionName: '' },
      { ...referral, nested: { a: 1 } },
    ])
      expect((await client.post(`${message}/extensions`, broken)).status).toBe(400)
    expect((await client.post(`${message}/extensions`, { ...referral, list: ['a', 'b'] })).status).toBe(201)
  })

  it('of users are known by their names, change with 204, and are there once', async () => {
    const client = clientOf(smallTenant())
    const roaming = {
      '@odata.type': '#microsoft.graph.openTypeExtension',
      extensionName: 'com.contoso.roaming',
    }
    const added = await client.post('/me/extensions', { ...roaming, theme: 'dark', lang: 'Japanese' })
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({ id: 'com.contoso.roaming', theme: 'dark' })
    expect((await client.post('/me/extensions', roaming)).json['error']).toMatchObject({
      code: 'Request_BadRequest',
      message: 'An extension already exists with given id.',
    })
    const me = await client.get('/me?$select=id,displayName&$expand=extensions')
    expect(me.json['extensions']).toMatchObject([{ id: 'com.contoso.roaming', lang: 'Japanese' }])
    const one = '/me/extensions/com.contoso.roaming'
    expect((await client.patch(one, { theme: 'light' })).status).toBe(204)
    expect((await client.get(one)).json).toMatchObject({ theme: 'light' })
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.get(one)).json['error']?.['code']).toBe('ResourceNotFound')
  })
})

describe('extended properties', () => {
  const color = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color'
  const palette = 'Integer {66f5a359-4659-4830-9070-00047ec6ac6e} Name Pallete'
  const recreation = 'StringArray {66f5a359-4659-4830-9070-00050ec6ac6e} Name Recreation'
  const expand = (id: string): string => `$expand=singleValueExtendedProperties($filter=id eq '${id}')`

  it('are written with a message, and shown only where $expand names them', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/me/messages', {
      subject: 'x',
      singleValueExtendedProperties: [{ id: color, value: 'Green' }],
    })
    expect(made.json).not.toHaveProperty('singleValueExtendedProperties')
    const path = `/me/messages/${made.json['id']}`
    expect((await client.get(`${path}?${expand(color)}`)).json['singleValueExtendedProperties']).toEqual([
      { id: color, value: 'Green' },
    ])
    const other = await client.get(`${path}?${expand(color.replace('Color', 'color'))}`)
    expect(other.json).not.toHaveProperty('singleValueExtendedProperties')
    const changed = await client.patch(path, {
      singleValueExtendedProperties: [{ id: color, value: 'Blue' }],
      multiValueExtendedProperties: [{ id: recreation, value: ['Food', 'Hiking'] }],
    })
    expect(changed.status).toBe(200)
    expect((await client.get(`${path}?${expand(color)}`)).json['singleValueExtendedProperties']).toEqual([
      { id: color, value: 'Blue' },
    ])
    const several = await client.get(
      `${path}?$expand=multiValueExtendedProperties($filter=id eq '${recreation}')`,
    )
    expect(several.json['multiValueExtendedProperties']).toEqual([
      { id: recreation, value: ['Food', 'Hiking'] },
    ])
  })

  it('are kept on mail folders, events and contacts, too', async () => {
    const client = clientOf(smallTenant())
    const [, event, contact] = await things(client)
    for (const path of ['/me/mailFolders/archive', event, contact]) {
      const singleValueExtendedProperties = [{ id: color, value: 'Green' }]
      expect((await client.patch(path ?? '', { singleValueExtendedProperties })).status).toBe(200)
      const { json } = await client.get(`${path}?${expand(color)}`)
      expect(json['singleValueExtendedProperties']).toEqual([{ id: color, value: 'Green' }])
    }
  })

  it('find messages by their values: texts in any casing, numbers by cast', async () => {
    const client = clientOf(smallTenant())
    for (const [subject, value, number] of [
      ['One', 'Light green', '12'],
      ['Two', 'Blue', '9'],
    ] as const)
      await client.post('/me/messages', {
        subject,
        singleValueExtendedProperties: [
          { id: color, value },
          { id: palette, value: number },
        ],
      })
    const found = async (id: string, test: string): Promise<readonly unknown[]> => {
      const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ${test})`
      return (await client.all(`/me/messages?$filter=${filter}`)).map(({ subject }) => subject)
    }
    expect(await found(color, "ep/value eq 'BLUE'")).toEqual(['Two'])
    expect(await found(color, "contains(ep/value, 'green')")).toEqual(['One'])
    expect(await found(color, "ep/value ne 'blue'")).toEqual(['One'])
    expect(await found(palette, 'cast(ep/value, Edm.Int32) eq 12')).toEqual(['One'])
    expect(await found(palette, 'cast(ep/value, Edm.Int32) lt 10')).toEqual(['Two'])
  })

  it('need an id of a known form, and a value', async () => {
    const client = clientOf(smallTenant())
    const before = (await client.get('/me/mailFolders/drafts')).json['totalItemCount']
    for (const property of [{ id: 'Color', value: 'x' }, { id: color }, { id: recreation, value: 'x' }])
      expect((await client.post('/me/messages', { singleValueExtendedProperties: [property] })).status).toBe(
        400,
      )
    expect((await client.get('/me/mailFolders/drafts')).json['totalItemCount']).toBe(before)
    const proptag = { id: 'String 0x4001001E', value: 'x' }
    expect((await client.post('/me/messages', { singleValueExtendedProperties: [proptag] })).status).toBe(201)
  })
})
