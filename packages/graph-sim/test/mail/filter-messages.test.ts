import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())

describe('filtering messages', () => {
  const all = client.all('/me/messages?$top=200')

  it.each([
    ['isRead eq false', (row) => row['isRead'] === false],
    ['not isRead', (row) => row['isRead'] === false],
    ["importance eq 'high'", (row) => row['importance'] === 'high'],
    ["startswith(subject, 'RE:')", (row) => /^re:/i.test(row['subject'])],
    ["contains(subject,'invoice')", (row) => /invoice/i.test(row['subject'])],
    ['hasAttachments eq true and isRead eq true', (row) => row['hasAttachments'] && row['isRead']],
    ["categories/any(c:c eq 'Customer')", (row) => row['categories'].includes('Customer')],
    ["flag/flagStatus eq 'flagged'", (row) => row['flag']['flagStatus'] === 'flagged'],
    ['receivedDateTime ge 2026-10-01', (row) => row['receivedDateTime'] >= '2026-10-01'],
    [
      'receivedDateTime lt 2026-10-01T02:00:00%2B02:00',
      (row) => row['receivedDateTime'] < '2026-10-01T00:00:00Z',
    ],
    [
      "(isRead eq true or isRead eq false) and inferenceClassification ne 'other'",
      (row) => row['inferenceClassification'] === 'focused',
    ],
    ['isDeliveryReceiptRequested eq null', (row) => row['isDeliveryReceiptRequested'] === null],
    // biome-ignore lint/suspicious/noExplicitAny: a row is looked at as the client gets it.
  ] as readonly (readonly [string, (row: any) => boolean])[])('understands %s', async (filter, test) => {
    const found = await client.all(`/me/messages?$filter=${filter}&$top=200`)
    const expected = (await all).filter(test)
    expect(new Set(found.map((row) => row['id']))).toEqual(new Set(expected.map((row) => row['id'])))
  })

  it('compares strings without regard to casing, and doubles quotes', async () => {
    const { json } = await client.get(
      "/me/messages?$filter=from/emailAddress/name eq 'AOIFE O''BRIEN'&$select=from&$top=1",
    )
    expect(json['value']?.every((row) => row['from']?.['emailAddress']?.['name'] === "Aoife O'Brien")).toBe(
      true,
    )
  })

  it('orders by time of receipt, the oldest first, when only a filter is given (Graph rule 3)', async () => {
    const rows = await client.all('/me/messages?$filter=isRead eq true&$select=receivedDateTime&$top=200')
    const times = rows.map((row) => row['receivedDateTime'])
    expect(times).toEqual(times.toSorted())
  })

  it.each([
    ["from/emailAddress/address eq 'a@b.example'", 'receivedDateTime desc'],
    ["inferenceClassification eq 'focused'", 'receivedDateTime desc'],
    ["contains(subject,'x')", 'receivedDateTime desc'],
    ['isRead eq true and receivedDateTime gt 1970-01-01T00:00:00Z', 'receivedDateTime desc'],
    ['receivedDateTime gt 1970-01-01T00:00:00Z and isRead eq true', 'isRead,receivedDateTime'],
  ])('refuses $filter=%s with $orderby=%s as too complex (Graph rules 2 and 4)', async (filter, order) => {
    const { status, json } = await client.get(`/me/messages?$filter=${filter}&$orderby=${order}`)
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({
      code: 'InefficientFilter',
      message: 'The restriction or sort order is too complex for this operation.',
    })
  })

  it.each([
    ['receivedDateTime gt 1970-01-01T00:00:00Z and isRead eq true', 'receivedDateTime desc'],
    ["receivedDateTime gt 1970-01-01T00:00:00Z and contains(subject,'re')", 'receivedDateTime desc'],
    ["startswith(subject,'RE')", 'receivedDateTime desc'],
    ["isRead eq true and importance eq 'normal'", 'isRead,importance'],
  ])('takes $filter=%s with $orderby=%s (Graph rules 2 and 4)', async (filter, order) => {
    const { status } = await client.get(`/me/messages?$filter=${filter}&$orderby=${order}`)
    expect(status).toBe(200)
  })

  it('finds nothing in bodies, silently (Graph rule 4)', async () => {
    const { status, json } = await client.get("/me/messages?$filter=contains(body/content,'the')")
    expect(status).toBe(200)
    expect(json['value']).toEqual([])
  })

  it.each([
    "endswith(subject,'x')",
    "subject in ('a','b')",
    "toRecipients/any(r:r/emailAddress/address eq 'a@b.example')",
    "categories/all(c:c eq 'x')",
    "tolower(subject) eq 'x'",
  ])('refuses %s, which the mailbox store cannot evaluate', async (filter) => {
    const { status, json } = await client.get(`/me/messages?$filter=${filter}`)
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({
      code: 'ErrorInvalidUrlQueryFilter',
      message: 'The query filter contains one or more invalid nodes.',
    })
  })

  it.each([
    [
      "isRead eq 'true'",
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'.",
    ],
    ['foo eq 1', "Could not find a property named 'foo' on type 'microsoft.graph.message'."],
    [
      "toRecipients/emailAddress/address eq 'x'",
      "The parent value for a property access of a property 'emailAddress' is not a single value. Property access can only be applied to a single value.",
    ],
    ['isRead eq', "Syntax error at position 9 in 'isRead eq'."],
    ["subject eq 'x", "There is an unterminated string literal at position 13 in 'subject eq 'x'."],
    ['subject', 'The $filter expression must evaluate to a single boolean value.'],
    [
      "shout(subject) eq 'x'",
      "An unknown function with name 'shout' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ],
    [
      'startswith(subject)',
      "No function signature for the function with name 'startswith' matches the specified arguments.",
    ],
  ])('refuses %s as an invalid filter clause', async (filter, message) => {
    const { status, json } = await client.get(`/me/messages?$filter=${filter}`)
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({ code: 'BadRequest', message: `Invalid filter clause: ${message}` })
  })
})

describe('ordering messages', () => {
  it('orders by a property of a property, ascending unless told otherwise', async () => {
    const rows = await client.all(
      '/me/messages?$orderby=from/emailAddress/name,receivedDateTime desc&$top=200&$select=from',
    )
    const names = rows.map((row) => String(row['from']?.['emailAddress']?.['name']).toLowerCase())
    expect(names).toEqual(names.toSorted())
  })

  it('orders by time of receipt either way', async () => {
    const down = await client.all('/me/messages?$orderby=receivedDateTime desc&$top=200&$select=id')
    const up = await client.all('/me/messages?$orderby=receivedDateTime&$top=200&$select=id')
    expect(up.map((row) => row['id'])).toEqual(down.map((row) => row['id']).reverse())
  })
})
