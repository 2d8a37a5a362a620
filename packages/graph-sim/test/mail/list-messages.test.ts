import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())

describe('listing messages', () => {
  it('returns 10 messages by default, the newest first (Graph rule 1)', async () => {
    const { json } = await client.get('/me/messages')
    const times = json['value']?.map((message) => message['receivedDateTime'])
    expect(times).toHaveLength(10)
    expect(times).toEqual(times?.toSorted().reverse())
  })

  it('takes $top up to 1,000 and cuts more down (Graph rule 1)', async () => {
    const { json } = await client.get('/me/messages?$top=5000&$select=id')
    expect(json['value']).toHaveLength(120)
  })

  it('leads through all messages by $skip links, each once (Graph rule 12)', async () => {
    const rows = await client.all('/me/messages?$top=7&$select=id')
    expect(new Set(rows.map((row) => row['id'])).size).toBe(120)
    const { json } = await client.get('/me/messages?$top=7')
    expect(json['@odata.nextLink']).toBe('https://graph.microsoft.com/v1.0/me/messages?$top=7&$skip=7')
  })

  it('answers an empty page without a link behind the end', async () => {
    const { json } = await client.get('/me/messages?$skip=500')
    expect(json['value']).toEqual([])
    expect(json['@odata.nextLink']).toBeUndefined()
  })

  it('keeps the other options in the link to the next page', async () => {
    const first = await client.get('/me/messages?$select=subject&$filter=isRead eq true&$top=2')
    const second = await client.get(first.json['@odata.nextLink'] as string)
    expect(Object.keys(second.json['value']?.[0] as object)).toEqual(['@odata.etag', 'id', 'subject'])
  })

  it('caps a page with Prefer: odata.maxpagesize and says so (Graph rule 15)', async () => {
    const { json, headers } = await client.get('/me/messages', { prefer: 'odata.maxpagesize=3' })
    expect(json['value']).toHaveLength(3)
    expect(headers.get('preference-applied')).toBe('odata.maxpagesize=3')
  })

  it('counts with $count=true and with /$count', async () => {
    const { json } = await client.get('/me/messages?$count=true&$top=1&$filter=isRead eq false')
    const count = await client.get('/me/messages/$count?$filter=isRead eq false')
    expect(count.text).toBe(String(json['@odata.count']))
    expect(count.headers.get('content-type')).toContain('text/plain')
  })

  it('gives a hint to use $select when there is none, and only then (Graph rule 11)', async () => {
    expect((await client.get('/me/messages')).json['@microsoft.graph.tips']).toContain('$select')
    expect((await client.get('/me/messages?$select=id')).json['@microsoft.graph.tips']).toBeUndefined()
  })

  it('names the entity set and the selection in its context', async () => {
    const { json } = await client.get('/me/messages?$select=subject,isRead')
    expect(json['@odata.context']).toBe(
      `https://graph.microsoft.com/v1.0/$metadata#users('${client.tenant.me.id}')/messages(subject,isRead)`,
    )
  })

  it('returns the id and the ETag whatever is selected, and names in any casing', async () => {
    const { json } = await client.get('/me/messages?$select=SUBJECT&$top=1')
    expect(Object.keys(json['value']?.[0] as object)).toEqual(['@odata.etag', 'id', 'subject'])
  })

  it('leaves uniqueBody and internetMessageHeaders out unless they are selected', async () => {
    const { json } = await client.get('/me/messages?$top=1')
    expect(json['value']?.[0]).not.toHaveProperty('uniqueBody')
    const asked = await client.get('/me/messages?$top=1&$select=uniqueBody,internetMessageHeaders')
    expect(asked.json['value']?.[0]?.['internetMessageHeaders']?.[0]?.['name']).toBe('From')
    expect(asked.json['value']?.[0]?.['uniqueBody']).toHaveProperty('contentType')
  })

  it.each([
    [
      '$select=foo',
      "Parsing OData Select and Expand failed: Could not find a property named 'foo' on type 'microsoft.graph.message'.",
    ],
    [
      '$expand=event',
      "Parsing OData Select and Expand failed: Could not find a property named 'event' on type 'microsoft.graph.message'.",
    ],
    [
      '$orderby=foo',
      "Invalid orderby clause: Could not find a property named 'foo' on type 'microsoft.graph.message'.",
    ],
    [
      '$top=-1',
      "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$skip=x',
      "Invalid value 'x' for $skip query option found. The $skip query option requires a non-negative integer value.",
    ],
    [
      '$top=1&$top=2',
      "Query option '$top' was specified more than once, but it must be specified at most once.",
    ],
  ])('refuses %s with 400', async (query, message) => {
    const { status, json } = await client.get(`/me/messages?${query}`)
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({ code: 'BadRequest', message })
  })

  it('refuses to expand what exists but cannot be expanded (Graph rule 13)', async () => {
    const { status, json } = await client.get('/me/mailFolders?$expand=messageRules')
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({
      code: 'ExpandNotSupported',
      message: "Expand is not allowed for property 'MessageRules' according to the entity schema.",
    })
  })

  it('expands attachments, with a selection of their own', async () => {
    const { json } = await client.get(
      '/me/messages?$filter=hasAttachments eq true&$expand=attachments($select=name,size)&$top=1&$select=id',
    )
    expect(json['value']?.[0]?.['attachments']?.[0]).toEqual({
      '@odata.type': '#microsoft.graph.fileAttachment',
      '@odata.mediaContentType': expect.any(String),
      id: expect.any(String),
      name: expect.any(String),
      size: expect.any(Number),
    })
  })

  it('writes HTML bodies as text on request (Graph rule 15)', async () => {
    const { json, headers } = await client.get('/me/messages?$top=50&$select=body', {
      prefer: 'outlook.body-content-type="text"',
    })
    expect(new Set(json['value']?.map((message) => message['body']?.['contentType']))).toEqual(
      new Set(['text']),
    )
    expect(json['value']?.some((message) => /<div/.test(message['body']?.['content'] as string))).toBe(false)
    expect(headers.get('preference-applied')).toBe('outlook.body-content-type="text"')
  })

  it('lists one folder by id or by well-known name', async () => {
    const { json: inbox } = await client.get('/me/mailFolders/inbox')
    const byName = await client.get(
      '/me/mailFolders/Inbox/messages?$count=true&$top=1&$select=parentFolderId',
    )
    const byId = await client.get(`/me/mailFolders/${inbox['id']}/messages?$count=true&$top=1`)
    expect(byName.json['@odata.count']).toBe(inbox['totalItemCount'])
    expect(byId.json['@odata.count']).toBe(inbox['totalItemCount'])
    expect(byName.json['value']?.[0]?.['parentFolderId']).toBe(inbox['id'])
  })

  it('shows an invitation as an eventMessageRequest with its times', async () => {
    const rows = await client.all('/me/messages?$top=200')
    const invitation = rows.find((row) => row['@odata.type'] === '#microsoft.graph.eventMessageRequest')
    expect(invitation).toMatchObject({
      meetingMessageType: 'meetingRequest',
      meetingRequestType: 'newMeetingRequest',
    })
  })
})
