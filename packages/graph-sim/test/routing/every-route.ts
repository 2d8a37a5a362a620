import fc from 'fast-check'
import type { Tenant } from '../../src/index.ts'
import { routingTable } from '../../src/routing/routing-table.ts'
import { clientOf } from '../graph-client.ts'

/** A request that nobody in their senses would make. */
export interface WildRequest {
  readonly method: string
  /** After the version, encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Whether an app asks, and not a user. */
  readonly isApp: boolean
}

const operations = routingTable.flatMap(({ method, paths }) => paths.map((path) => ({ method, path })))

/** Ids that a tenant gives out, by the parameters of routes that they are for. */
export type KnownIds = Readonly<Record<string, readonly string[]>>

/** The first ids of a tenant's collections. */
export async function knownIds(tenant: Tenant): Promise<KnownIds> {
  const client = clientOf(tenant)
  const found: Record<string, readonly string[]> = { user: ['me', tenant.me.id, tenant.me.userPrincipalName] }
  const find = async (name: string, path: string): Promise<string> => {
    const rows = (await client.get(path)).json?.['value'] ?? []
    found[name] = rows.slice(0, 3).map((row) => String(row['id']))
    return found[name][0] ?? ''
  }
  await find('group', '/groups')
  const message = await find('message', '/me/messages?$filter=hasAttachments eq true')
  await find('attachment', `/me/messages/${message}/attachments`)
  await find('folder', '/me/mailFolders')
  await find('event', '/me/events')
  await find('calendar', '/me/calendars')
  await find('contact', '/me/contacts')
  await find('item', '/me/drive/root/children')
  await find('drive', '/me/drives')
  await find('list', '/sites/root/lists')
  const team = await find('team', '/me/joinedTeams')
  await find('channel', `/teams/${team}/channels`)
  await find('chat', '/me/chats')
  await find('sku', '/subscribedSkus')
  const todo = await find('todoTaskList', '/me/todo/lists')
  await find('todoTask', `/me/todo/lists/${todo}/tasks`)
  return { ...found, site: ['root'], task: found['todoTask'] ?? [], member: found['user'] ?? [] }
}

/** Names of properties that bodies of Graph have; a random one often meets a route that reads it. */
const members = [
  'displayName',
  'name',
  'subject',
  'body',
  'content',
  'contentType',
  'contentBytes',
  'message',
  'comment',
  'toRecipients',
  'emailAddress',
  'address',
  'start',
  'end',
  'dateTime',
  'timeZone',
  'attendees',
  'recurrence',
  'pattern',
  'range',
  'parentReference',
  'destinationId',
  'id',
  'ids',
  'item',
  'file',
  'folder',
  '@odata.id',
  '@odata.type',
  '@microsoft.graph.conflictBehavior',
  'members',
  'roles',
  'recipients',
  'requests',
  'query',
  'queryString',
  'entityTypes',
  'aggregations',
  'sortProperties',
  'addLicenses',
  'removeLicenses',
  'passwordProfile',
  'userPrincipalName',
  'mailNickname',
  'accountEnabled',
  'groupTypes',
  'fields',
  'title',
  'status',
  'dueDateTime',
  'conditions',
  'actions',
  'sequence',
  'schedules',
  'startTime',
  'endTime',
  'attachments',
  'categories',
  'flag',
  'changeType',
  'resource',
  'notificationUrl',
  'expirationDateTime',
  'value',
  'template@odata.bind',
  'owners@odata.bind',
  'chatType',
  'type',
  'scope',
  'importance',
]

const texts = [
  '',
  ' ',
  '0',
  '-1',
  '2026-11-18',
  '2026-11-18T10:00:00',
  '9999-12-31T23:59:59Z',
  '0000-00-00T99:99:99',
  'UTC',
  'Nowhere Standard Time',
  'inbox',
  'root',
  'root:/a/b.txt:',
  '../..',
  'weekly',
  'noEnd',
  'true',
  "'",
  'https://graph.microsoft.com/v1.0/users/x',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud800',
  'a'.repeat(3000),
]

/** Requests to every operation with ids of other places, odd queries, odd headers and bodies of any form. */
export function wildRequests(known: KnownIds): fc.Arbitrary<WildRequest> {
  const ids = Object.values(known).flat()
  const scalar = fc.oneof(
    fc.constantFrom(...texts, ...ids),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(null, true, false, 0, -1, 1e21, 1.5),
  )
  const date = fc.constantFrom('2026-11-18', '2026-02-30', '0001-01-01', '9999-12-31', 'soon', '')
  const zoned = fc.record(
    {
      dateTime: fc.oneof(date, fc.constant('2026-11-18T10:00:00')),
      timeZone: fc.constantFrom('UTC', 'Nowhere', '', null),
    },
    { requiredKeys: [] },
  )
  const recipient = fc.record({
    emailAddress: fc.record(
      { address: fc.constantFrom('a@b.c', '', '@', ...ids), name: scalar },
      { requiredKeys: [] },
    ),
  })
  const recurrence = fc.record(
    {
      pattern: fc.record(
        {
          type: fc.constantFrom('daily', 'weekly', 'absoluteMonthly', 'relativeYearly', 'never'),
          interval: fc.constantFrom(1, 0, -1, 1e9, '1'),
          daysOfWeek: fc.constantFrom(['monday'], [], ['x'], 'monday'),
          month: fc.constantFrom(1, 13, 0),
          dayOfMonth: fc.constantFrom(1, 31, 99),
          index: fc.constantFrom('first', 'last', 'x'),
        },
        { requiredKeys: ['type'] },
      ),
      range: fc.record(
        {
          type: fc.constantFrom('noEnd', 'endDate', 'numbered', 'x'),
          startDate: date,
          endDate: date,
          numberOfOccurrences: fc.constantFrom(1, 0, 1e9, -1),
          recurrenceTimeZone: fc.constantFrom('UTC', 'Nowhere'),
        },
        { requiredKeys: ['type', 'startDate'] },
      ),
    },
    { requiredKeys: [] },
  )
  const itemBody = fc.record(
    { contentType: fc.constantFrom('text', 'HTML', 'x'), content: scalar },
    { requiredKeys: [] },
  )
  const structures = fc.oneof(zoned, recipient, fc.array(recipient, { maxLength: 2 }), recurrence, itemBody)
  const event = fc.record(
    {
      subject: scalar,
      start: zoned,
      end: zoned,
      recurrence,
      attendees: fc.array(recipient, { maxLength: 2 }),
      body: itemBody,
      isAllDay: fc.boolean(),
    },
    { requiredKeys: ['start', 'end'] },
  )
  const letter = fc.record(
    {
      subject: scalar,
      body: itemBody,
      toRecipients: fc.array(recipient, { maxLength: 2 }),
      from: recipient,
      flag: fc.dictionary(
        fc.constantFrom('flagStatus', 'dueDateTime', 'startDateTime'),
        fc.oneof(scalar, zoned),
      ),
    },
    { requiredKeys: [] },
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      scalar,
      structures,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...members), tie('value'), { maxKeys: 6 }),
    ),
  }))
  const body = fc.oneof(
    { weight: 8, arbitrary: fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 8 }).map(written) },
    {
      weight: 2,
      arbitrary: fc
        .oneof(
          event,
          letter,
          letter.map((message) => ({ message, comment: 'a' })),
        )
        .map(written),
    },
    { weight: 1, arbitrary: value.map(written) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '[', 'null', '"', '\uFEFF{}', '{"a":1}{"b":2}', 'a=b') },
  )
  const option = fc.tuple(
    fc.constantFrom(
      '$filter',
      '$top',
      '$skip',
      '$orderby',
      '$select',
      '$expand',
      '$search',
      '$count',
      '$skiptoken',
      '$deltatoken',
      'startDateTime',
      'endDateTime',
      'token',
    ),
    fc.oneof(
      fc.constantFrom(
        ...texts,
        'id',
        'displayName',
        "displayName eq 'a'",
        "startswith(subject,'a')",
        'members($select=id;$expand=manager)',
        'a/b/c/d',
        'true',
        '5',
        '"a"',
      ),
      fc.string({ maxLength: 10 }),
    ),
  )
  const headers = fc.dictionary(
    fc.constantFrom(
      'prefer',
      'if-match',
      'if-none-match',
      'consistencylevel',
      'accept',
      'content-type',
      'content-range',
      'range',
      'content-length',
    ),
    fc.constantFrom(
      '',
      'eventual',
      'application/json',
      'text/plain',
      'multipart/form-data',
      'IdType="ImmutableId"',
      'outlook.timezone="Nowhere"',
      'odata.maxpagesize=0',
      'odata.maxpagesize=99999999999',
      'W/"x"',
      '*',
      'bytes 0-1/2',
      'bytes 5-1/0',
      'x'.repeat(8000),
    ),
    { maxKeys: 1 },
  )
  const parameter = fc.constantFrom(...texts, ...ids, 'x', "a('b')", '%', '$count')
  const isRight = fc.nat(9).map((tenth) => tenth < 8)
  const wildParameter = fc.record({ isRight, at: fc.nat(5), text: parameter })
  return fc
    .record({
      operation: fc.constantFrom(...operations),
      parameters: fc.array(wildParameter, { minLength: 5, maxLength: 5 }),
      isMine: fc.boolean(),
      isApp: fc.nat(9).map((tenth) => tenth === 0),
      options: fc.oneof(
        { weight: 3, arbitrary: fc.constant<[string, string][]>([]) },
        { weight: 2, arbitrary: fc.array(option, { maxLength: 2 }) },
      ),
      headers,
      body,
    })
    .map(({ operation: { method, path }, parameters, isMine, options, ...rest }) => {
      let next = 0
      const own = isMine ? path.replace('/users/{user}', '/me') : path
      const filled = own.replace(/\{(\w+)\}/g, (_all, name: string) => {
        const wild = parameters[next++ % parameters.length]
        const right = known[name] ?? []
        const taken = wild?.isRight === true ? right[wild.at % Math.max(1, right.length)] : undefined
        return encode(taken ?? wild?.text ?? '')
      })
      const query = (options as readonly (readonly [string, string])[])
        .map(([name, text]) => `${name}=${encode(text)}`)
        .join('&')
      return {
        method,
        path: `${filled}${query === '' ? '' : `?${query}`}`,
        headers: rest.headers,
        isApp: rest.isApp,
        body: method === 'GET' ? undefined : rest.body,
      }
    })
}

function written(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

/** Lone surrogates cannot be encoded. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
