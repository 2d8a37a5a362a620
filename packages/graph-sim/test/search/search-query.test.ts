import { describe, expect, it } from 'vitest'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'

const tenant = smallTenant()
const client = clientOf(tenant)

type Request = Readonly<Record<string, unknown>>

async function ask(request: Request, by = client) {
  return by.post('/search/query', { requests: [request] })
}

async function search(types: string, queryString: string, rest: Request = {}, by = client) {
  const { status, json, text } = await ask(
    { entityTypes: types.split(' '), query: { queryString }, ...rest },
    by,
  )
  if (status !== 200) throw new Error(`${status} ${text}`)
  const container = json['value']?.[0]?.['hitsContainers']?.[0]
  return { json, container, hits: (container?.['hits'] ?? []) as readonly Json[] }
}

const subjects = (hits: readonly Json[]) => hits.map((hit) => hit['resource']?.['subject'])

describe('a search for messages', () => {
  it('answers the documented shape, the newest first', async () => {
    const { json, container, hits } = await search('message', 'invoice', { from: 0, size: 25 })
    expect(json['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#search')
    expect(json['value']?.[0]?.['searchTerms']).toEqual(['invoice'])
    expect(Object.keys(hits[0] ?? {})).toEqual(['hitId', 'rank', 'summary', 'resource'])
    expect(Object.keys(hits[0]?.['resource'] ?? {})).toEqual([
      '@odata.type',
      'createdDateTime',
      'lastModifiedDateTime',
      'receivedDateTime',
      'sentDateTime',
      'hasAttachments',
      'subject',
      'bodyPreview',
      'importance',
      'replyTo',
      'sender',
      'from',
    ])
    expect(hits[0]?.['resource']?.['@odata.type']).toBe('#microsoft.graph.message')
    expect(hits.map((hit) => hit['rank'])).toEqual(hits.map((_hit, at) => at + 1))
    const times = hits.map((hit) => String(hit['resource']?.['receivedDateTime']))
    expect(times).toEqual(times.toSorted().toReversed())
    expect(container?.['total']).toBe(hits.length)
  })

  it('gives ids that open the message', async () => {
    const { hits } = await search('message', 'invoice', { size: 1 })
    const { status, json } = await client.get(`/me/messages/${hits[0]?.['hitId']}`)
    expect([status, json['subject']]).toEqual([200, hits[0]?.['resource']?.['subject']])
  })

  it('goes on where a page ends, and counts the page only', async () => {
    const all = await search('message', '*', { size: 25 })
    expect([all.hits.length, all.container?.['moreResultsAvailable']]).toEqual([25, true])
    const next = await search('message', '*', { from: 20, size: 10 })
    expect(subjects(next.hits).slice(0, 5)).toEqual(subjects(all.hits).slice(20))
    expect([next.hits[0]?.['rank'], next.container?.['total']]).toEqual([21, 10])
  })

  it('finds by KQL what a listing finds', async () => {
    const { hits } = await search('message', 'hasattachment:true AND NOT subject:invoice')
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every((hit) => (hit['resource']?.['hasAttachments'] as unknown) === true)).toBe(true)
    expect(subjects(hits).some((subject) => /invoice/i.test(String(subject)))).toBe(false)
  })

  it('finds names of attachments', async () => {
    const name = `Zeppelin${Date.parse('2026-01-01')}.pdf`
    await client.post('/me/messages', {
      subject: 'Plan',
      attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name, contentBytes: 'AAAA' }],
    })
    expect(subjects((await search('message', name.replace('.pdf', '*'))).hits)).toEqual(['Plan'])
  })

  it('puts three relevant ones first on demand', async () => {
    await client.post('/me/messages', { subject: 'Quixotic', body: { content: 'nothing' } })
    for (let i = 0; i < 3; i++)
      await client.post('/me/messages', { subject: `Other ${i}`, body: { content: 'a quixotic idea' } })
    expect(subjects((await search('message', 'quixotic')).hits).at(-1)).toBe('Quixotic')
    const top = await search('message', 'quixotic', { enableTopResults: true })
    expect([subjects(top.hits)[0], top.hits.length]).toEqual(['Quixotic', 4])
  })

  it('returns the fields that are asked for, and silently leaves out those that do not exist', async () => {
    const { hits } = await search('message', 'invoice', {
      size: 1,
      fields: ['subject', 'isRead', 'nonsense'],
    })
    expect(Object.keys(hits[0]?.['resource'] ?? {}).toSorted()).toEqual(['@odata.type', 'isRead', 'subject'])
  })

  it('looks into the mailbox of the signed-in user only', async () => {
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const theirs = clientOf(tenant, tenant.token({ user: other?.id ?? '' }))
    await client.post('/me/messages', { subject: 'Xylophone' })
    expect((await search('message', 'xylophone')).hits.length).toBe(1)
    expect((await search('message', 'xylophone', {}, theirs)).hits).toEqual([])
  })
})

describe('a search for events', () => {
  it('answers the documented shape, with ids of Exchange', async () => {
    const { status } = await client.post('/me/events', {
      subject: 'Rhubarb tasting',
      start: { dateTime: '2026-11-20T09:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-11-20T10:00:00', timeZone: 'Europe/Berlin' },
      sensitivity: 'private',
    })
    const { hits } = await search('event', 'rhubarb')
    expect(status).toBe(201)
    expect(hits[0]?.['hitId']).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(hits[0]?.['resource']).toEqual({
      '@odata.type': '#microsoft.graph.event',
      end: { dateTime: '2026-11-20T09:00:00Z', timeZone: 'UTC' },
      hasAttachments: false,
      iCalUId: expect.any(String),
      isAllDay: false,
      sensitivity: 'Private',
      start: { dateTime: '2026-11-20T08:00:00Z', timeZone: 'UTC' },
      subject: 'Rhubarb tasting',
      type: 'Single',
    })
  })
})

describe('a search for chat messages', () => {
  it('finds what was written in the chats and teams of the signed-in user', async () => {
    const { json } = await client.get('/me/chats')
    const chatId = json['value']?.[0]?.['id']
    await client.post(`/chats/${chatId}/messages`, { body: { content: 'A walrus appears' } })
    const { hits, container } = await search('chatMessage', 'walrus')
    expect(hits[0]).toMatchObject({
      summary: 'A walrus appears',
      resource: {
        '@odata.type': 'microsoft.graph.chatMessage',
        chatId,
        channelIdentity: {},
        from: { emailAddress: { address: tenant.me.mail } },
      },
    })
    expect([container?.['total'], container?.['moreResultsAvailable']]).toEqual([1, false])
    const from = tenant.me.mail?.split('@')[0]
    expect((await search('chatMessage', `walrus from:${from} sent>2020-01-01`)).hits.length).toBe(1)
    expect((await search('chatMessage', 'walrus from:nobody')).hits).toEqual([])
  })

  it('needs a permission for each kind of place', async () => {
    const only = clientOf(tenant, tenant.token({ scopes: ['ChannelMessage.Read.All'] }))
    expect((await search('chatMessage', 'walrus', {}, only)).hits).toEqual([])
    const chats = clientOf(tenant, tenant.token({ scopes: ['Chat.Read'] }))
    expect((await search('chatMessage', 'walrus', {}, chats)).hits.length).toBe(1)
  })
})

describe('a search in SharePoint and OneDrive', () => {
  const put = (name: string, text: string) => client.put(`/me/drive/root:/${name}:/content`, text)

  it('finds files by name and text, with the words marked, the most relevant first', async () => {
    await put('notes.txt', `${'x '.repeat(100)}the okapi sleeps ${'y '.repeat(100)}`)
    await put('okapi report.txt', 'nothing here')
    const { hits, container } = await search('driveItem', 'okapi')
    expect(hits.map((hit) => hit['resource']?.['name'])).toEqual(['okapi report.txt', 'notes.txt'])
    expect(hits[1]?.['summary']).toMatch(/<ddd\/>.*the <c0>okapi<\/c0> sleeps.*<ddd\/>$/)
    expect(hits[0]?.['resource']).toMatchObject({
      '@odata.type': '#microsoft.graph.driveItem',
      createdBy: { user: { displayName: tenant.me.displayName } },
      fileSystemInfo: { createdDateTime: expect.any(String) },
      parentReference: { driveId: expect.any(String) },
      webUrl: expect.stringContaining('okapi%20report.txt'),
    })
    expect(container?.['total']).toBe(2)
    const { status } = await client.get(`/me/drive/items/${hits[0]?.['hitId']}`)
    expect(status).toBe(200)
  })

  it('restricts by managed properties', async () => {
    const names = async (query: string) =>
      (await search('driveItem', query, { size: 500 })).hits.map((hit) => String(hit['resource']?.['name']))
    const pdfs = await names('filetype:pdf')
    expect(pdfs.length).toBeGreaterThan(0)
    expect(pdfs.every((name) => name.endsWith('.pdf'))).toBe(true)
    expect((await names('filetype:pdf OR filetype:docx')).length).toBeGreaterThan(pdfs.length)
    expect(await names('okapi AND isDocument=true AND size>15')).toEqual(['notes.txt'])
    expect(await names('isDocument=false')).not.toContain('notes.txt')
    expect(await names('nosuchproperty:x')).toEqual([])
  })

  it('shows people what is theirs and what is shared with them, and nothing else', async () => {
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const theirs = clientOf(tenant, tenant.token({ user: other?.id ?? '' }))
    const { json } = await put('ocelot.txt', 'ocelot')
    expect((await search('driveItem', 'ocelot', {}, theirs)).hits).toEqual([])
    await client.post(`/me/drive/items/${json['id']}/invite`, {
      recipients: [{ email: other?.mail }],
      roles: ['read'],
      requireSignIn: true,
    })
    expect((await search('driveItem', 'ocelot', {}, theirs)).hits.length).toBe(1)
  })

  it('puts results in an order that is asked for', async () => {
    const { hits } = await search('driveItem', 'isDocument=true', {
      size: 200,
      sortProperties: [{ name: 'size', isDescending: true }],
    })
    const sizes = hits.map((hit) => Number(hit['resource']?.['size']))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })

  it('counts by refiners, and narrows down by their tokens', async () => {
    const { container } = await search('driveItem', 'isDocument=true', {
      aggregations: [
        {
          field: 'fileType',
          size: 20,
          bucketDefinition: { sortBy: 'count', isDescending: 'true', minimumCount: 0 },
        },
        {
          field: 'Size',
          size: 5,
          bucketDefinition: { sortBy: 'keyAsNumber', ranges: [{ to: '100' }, { from: '100' }] },
        },
      ],
    })
    const [types, sizes] = (container?.['aggregations'] ?? []) as readonly Json[]
    const counts = types?.['buckets']?.map((bucket) => Number(bucket['count'])) ?? []
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(container?.['total'])
    expect(sizes?.['buckets']?.map((bucket) => bucket['key'])).toEqual(['Less than 100', '100 and up'])
    expect(sizes?.['buckets']?.[1]?.['aggregationFilterToken']).toBe('range(100, max, to="le")')
    const [first] = types?.['buckets'] ?? []
    const narrowed = await search('driveItem', 'isDocument=true', {
      aggregationFilters: [`fileType:${first?.['aggregationFilterToken']}`],
    })
    expect(narrowed.container?.['total']).toBe(first?.['count'])
  })

  it('finds sites, lists and their items, whose columns come on demand', async () => {
    const { json } = await client.get('/sites/root/lists')
    const list = json['value']?.[0]
    const found = await search('list', String(list?.['displayName']).split(' ')[0] ?? '')
    expect(found.hits.map((hit) => hit['hitId'])).toContain(list?.['id'])
    await client.post(`/sites/root/lists/${list?.['id']}/items`, { fields: { Title: 'Narwhal watch' } })
    const plain = (await search('listItem', 'narwhal')).hits[0]?.['resource']
    expect(plain).toMatchObject({ '@odata.type': '#microsoft.graph.listItem', name: 'Narwhal watch' })
    expect(plain).not.toHaveProperty('fields')
    const { hits } = await search('listItem', 'narwhal', { fields: ['title', 'contentclass', 'nothing'] })
    expect(hits[0]?.['resource']?.['fields']).toEqual({
      title: 'Narwhal watch',
      contentclass: 'STS_ListItem_GenericList',
    })
    const site = await search('site', '*')
    expect(site.hits[0]?.['resource']?.['@odata.type']).toBe('#microsoft.graph.site')
    expect(site.hits[0]?.['hitId']).toMatch(/^[^,]+,[^,]+,[^,]+$/)
  })

  it('finds drives by their name, and none by an asterisk', async () => {
    const { json } = await client.get('/me/drive')
    const { hits } = await search('drive', String(json['name']))
    expect(hits.map((hit) => hit['hitId'])).toContain(json['id'])
    expect((await search('drive', '*')).hits).toEqual([])
  })

  it('takes a template around the query', async () => {
    const { status, json } = await ask({
      entityTypes: ['driveItem'],
      query: { queryString: 'okapi', queryTemplate: '{searchTerms} filename:report' },
    })
    expect([status, json['value']?.[0]?.['hitsContainers']?.[0]?.['total']]).toEqual([200, 1])
  })
})

describe('an app without a user', () => {
  const app = clientOf(tenant, tenant.token({ roles: ['Sites.Read.All', 'Files.Read.All'] }))

  it('has to name a region, and finds what is shared unless it asks for all', async () => {
    const entityTypes = ['driveItem']
    const without = await ask({ entityTypes, query: { queryString: 'okapi' } }, app)
    expect([without.status, without.json['error']?.['code']]).toEqual([400, 'BadRequest'])
    expect((await search('driveItem', 'ocelot', { region: 'EMEA' }, app)).hits.length).toBe(1)
    expect((await search('driveItem', 'okapi', { region: 'EMEA' }, app)).hits).toEqual([])
    const sharePointOneDriveOptions = { includeContent: 'privateContent,sharedContent' }
    const all = await search('driveItem', 'okapi', { region: 'EMEA', sharePointOneDriveOptions }, app)
    expect(all.hits.length).toBe(2)
  })

  it('cannot search mail', async () => {
    const { status } = await ask(
      { entityTypes: ['message'], query: { queryString: 'a' }, region: 'EMEA' },
      app,
    )
    expect(status).toBe(403)
  })
})

describe('a search is refused', () => {
  const query = { queryString: 'a' }

  it.each([
    ['without types', { query }],
    ['with a type that does not exist', { entityTypes: ['mailbox'], query }],
    ['without a query', { entityTypes: ['message'] }],
    ['with a query that cannot be read', { entityTypes: ['message'], query: { queryString: '(a' } }],
    ['with types of two stores', { entityTypes: ['message', 'event'], query }],
    ['with types of two stores', { entityTypes: ['driveItem', 'message'], query }],
    ['with a page that is too large', { entityTypes: ['message'], query, size: 26 }],
    ['with a page that is too large', { entityTypes: ['driveItem'], query, size: 1001 }],
    ['with a negative offset', { entityTypes: ['message'], query, from: -1 }],
    ['with an order of messages', { entityTypes: ['message'], query, sortProperties: [{ name: 'subject' }] }],
    [
      'with an order that is not sortable',
      { entityTypes: ['driveItem'], query, sortProperties: [{ name: 'x' }] },
    ],
    [
      'with an aggregation of messages',
      { entityTypes: ['message'], query, aggregations: [{ field: 'from' }] },
    ],
    [
      'with an aggregation that is not refinable',
      { entityTypes: ['driveItem'], query, aggregations: [{ field: 'x' }] },
    ],
  ])('%s', async (_name, request) => {
    const { status, json } = await ask(request)
    expect([status, json['error']?.['code']]).toEqual([400, 'BadRequest'])
  })

  it('with more than one request', async () => {
    const request = { entityTypes: ['message'], query }
    const { status } = await client.post('/search/query', { requests: [request, request] })
    expect(status).toBe(400)
  })

  it('with 501 where the simulator lacks something', async () => {
    for (const request of [
      { entityTypes: ['person'], query },
      { entityTypes: ['driveItem'], query, collapseProperties: [{ fields: ['title'], limit: 1 }] },
      { entityTypes: ['driveItem'], query, resultTemplateOptions: { enableResultTemplate: true } },
    ])
      expect((await ask(request)).status).toBe(501)
  })

  it('without the permission of each type', async () => {
    const mail = clientOf(tenant, tenant.token({ scopes: ['Mail.Read'] }))
    expect((await ask({ entityTypes: ['message'], query }, mail)).status).toBe(200)
    expect((await ask({ entityTypes: ['event'], query }, mail)).status).toBe(403)
  })
})
