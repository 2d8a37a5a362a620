import { describe, expect, it } from 'vitest'
import { importMail } from '../../src/index.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const tenant = smallTenant({ messages: 0 })
const client = clientOf(tenant)

const letters = [
  [
    'ana@north.example',
    'Budget for Heron',
    'The crane is booked for Tuesday.',
    'Tue, 17 Nov 2026 08:00:00 +0000',
  ],
  [
    'ben@south.example',
    'Re: Budget for Heron',
    'Thanks, see the attached report.',
    'Wed, 18 Nov 2026 08:00:00 +0000',
  ],
  ['cleo@north.example', 'Lunch', 'Budgeting can wait. 東京 next week?', 'Sun, 01 Nov 2026 08:00:00 +0000'],
  ['dora@east.example', 'Invoice 17', 'Payable at once', 'Sat, 18 Oct 2025 08:00:00 +0000'],
] as const

await importMail(tenant, {
  messages: letters.map(([from, subject, text, date], i) => ({
    name: subject,
    raw: Buffer.from(
      `From: ${from}\r\nTo: me@solvang.example\r\nCc: cc${i}@south.example\r\nSubject: ${subject}\r\nDate: ${date}\r\n${
        i === 3 ? 'Importance: high\r\n' : ''
      }Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`,
    ),
  })),
})

async function subjects(search: string): Promise<readonly unknown[]> {
  const { json, status } = await client.get(`/me/messages?$search=${search}&$select=subject`)
  expect(status).toBe(200)
  return (json['value'] ?? []).map((row) => row['subject'])
}

describe('searching messages (Graph rule 5)', () => {
  it.each([
    ['"budget"', ['Re: Budget for Heron', 'Budget for Heron']],
    ['"budget*"', ['Re: Budget for Heron', 'Budget for Heron', 'Lunch']],
    ['budget', ['Re: Budget for Heron', 'Budget for Heron']],
    ['"subject:lunch"', ['Lunch']],
    ['"from:north.example"', ['Budget for Heron', 'Lunch']],
    ['"crane AND heron"', ['Budget for Heron']],
    ['"crane OR payable"', ['Budget for Heron', 'Invoice 17']],
    ['"budget NOT crane"', ['Re: Budget for Heron']],
    ['"budget -crane"', ['Re: Budget for Heron']],
    ['"(lunch OR invoice) from:cleo@north.example"', ['Lunch']],
    ['"\\"see the attached\\""', ['Re: Budget for Heron']],
    ['"\\"attached the see\\""', []],
    ['"subject:\\"budget for\\""', ['Re: Budget for Heron', 'Budget for Heron']],
    ['"importance:high"', ['Invoice 17']],
    ['"received:today"', ['Re: Budget for Heron']],
    ['"received:yesterday"', ['Budget for Heron']],
    ['"received>=2026-11-01"', ['Re: Budget for Heron', 'Budget for Heron', 'Lunch']],
    ['"received:2026-11-01..2026-11-17"', ['Budget for Heron', 'Lunch']],
    ['"sent<2026-01-01"', ['Invoice 17']],
    ['"participants:cc1@south.example"', ['Re: Budget for Heron']],
    ['"hasAttachments:true"', []],
    ['"東京"', ['Lunch']],
    ['"nothing-like-this"', []],
  ])('finds by %s', async (search, expected) => {
    expect(await subjects(search)).toEqual(expected)
  })

  it('orders by the time of sending, the latest first', async () => {
    expect(await subjects('"to:me@solvang.example"')).toEqual([
      'Re: Budget for Heron',
      'Budget for Heron',
      'Lunch',
      'Invoice 17',
    ])
  })

  it('pages with an opaque $skiptoken', async () => {
    const first = await client.get('/me/messages?$search="to:me"&$top=3&$select=subject')
    const link = first.json['@odata.nextLink'] as string
    expect(link).toContain('$skiptoken=')
    const second = await client.get(link)
    expect(second.json['value']?.map((row) => row['subject'])).toEqual(['Invoice 17'])
    expect(second.json['@odata.nextLink']).toBeUndefined()
  })

  it.each([
    [
      '$orderby=receivedDateTime',
      'SearchWithOrderBy',
      "The query parameter '$orderBy' is not supported with '$search'.",
    ],
    [
      '$filter=isRead eq true',
      'SearchWithFilter',
      "The query parameter '$filter' is not supported with '$search'.",
    ],
    ['$skip=3', 'SearchWithSkip', "The query parameter '$skip' is not supported with '$search'."],
    ['$count=true', 'SearchWithCount', "The query parameter '$count' is not supported with '$search'."],
  ])('refuses %s beside $search', async (option, code, message) => {
    const { status, json } = await client.get(`/me/messages?$search="x"&${option}`)
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({ code, message })
  })

  it('refuses a restriction without double quotes round the query', async () => {
    const { status, json } = await client.get('/me/messages?$search=from:ana')
    expect(status).toBe(400)
    expect(json['error']?.['message']).toBe(
      "Syntax error: character ':' is not valid at position 4 in 'from:ana'.",
    )
  })

  it('refuses a token that it has not issued', async () => {
    const { status } = await client.get('/me/messages?$search="x"&$skiptoken=abc')
    expect(status).toBe(400)
  })

  it('finds 1,000 messages at most', async () => {
    const many = smallTenant({ messages: 0 })
    const raw = Buffer.from('From: a@b.example\r\nSubject: many\r\n\r\nx')
    await importMail(many, { messages: Array.from({ length: 1003 }, (_, i) => ({ name: `${i}`, raw })) })
    expect(await clientOf(many).all('/me/messages?$search="many"&$top=500&$select=id')).toHaveLength(1000)
  })
})
