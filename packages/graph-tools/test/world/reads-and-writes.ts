import fc from 'fast-check'

import type { World } from './open-world.ts'

/** A call of a tool. */
export interface Call {
  readonly tool: string
  readonly input: Readonly<Record<string, unknown>>
}

/** Ids of a world that calls can be made with. */
export interface Known {
  readonly folders: readonly string[]
  readonly messages: readonly string[]
  readonly inbox: string
}

/** Looks up what calls can be made with. */
export async function known(world: World): Promise<Known> {
  const { folders } = await world.call<{ folders: { id: string; name: string }[] }>('folder_get_tree')
  const lists = await Promise.all(
    ['inbox', 'archive', 'sentitems'].map((folder) =>
      world.call<{ messages: { id: string }[] }>('email_list', { folder, top: 12 }),
    ),
  )
  return {
    folders: folders.map(({ id }) => id),
    messages: lists.flatMap(({ messages }) => messages.map(({ id }) => id)),
    inbox: folders.find(({ name }) => name === 'Inbox')?.id ?? '',
  }
}

/** Reads of every kind: pages in the middle, filters, empty folders, folders by name and by id. */
export async function reads(world: World, { folders, messages, inbox }: Known): Promise<readonly Call[]> {
  const { nextCursor } = await world.call<{ nextCursor: string }>('email_list', { top: 5 })
  const list = (input: object): Call => ({ tool: 'email_list', input: { top: 5, ...input } })
  return [
    list({}),
    list({ cursor: nextCursor }),
    list({ unreadOnly: true }),
    list({ unreadOnly: true, top: 50 }),
    list({ folder: inbox }),
    list({ folder: 'INBOX', top: 50 }),
    list({ since: '2026-10-01' }),
    list({ from: world.tenant.users[3]?.mail ?? '' }),
    ...['archive', 'outbox', 'drafts', 'sentitems', 'deleteditems', 'junkemail'].map((folder) =>
      list({ folder }),
    ),
    ...folders.slice(0, 12).map((folder) => list({ folder, top: 3 })),
    { tool: 'email_search', input: { text: 'the', top: 20 } },
    { tool: 'email_search', input: { text: 'the', top: 20, unreadOnly: true } },
    { tool: 'email_search', input: { subject: 'probe' } },
    { tool: 'email_search', input: { text: 'the', folder: 'archive', top: 20 } },
    ...messages.slice(0, 30).map((id): Call => ({ tool: 'email_get', input: { id } })),
    { tool: 'folder_list', input: {} },
    { tool: 'folder_list', input: { parent: 'inbox' } },
    { tool: 'folder_get_tree', input: {} },
    { tool: 'folder_get_tree', input: { under: 'inbox' } },
    // With its beginning: without one it is another window every second.
    { tool: 'calendar_list_events', input: { from: '2026-11-20T12:00:00Z' } },
    {
      tool: 'calendar_list_events',
      input: { from: '2026-11-23', to: '2026-11-23', timeZone: 'Europe/Oslo' },
    },
    { tool: 'contact_list', input: {} },
    { tool: 'file_list', input: {} },
    { tool: 'user_whoami', input: {} },
  ]
}

/** Any write that the catalog can do. */
export function anyWrite({ folders, messages }: Known, { tenant }: World): fc.Arbitrary<Call> {
  const id = fc.constantFrom(...messages)
  const destination = fc.constantFrom(
    'archive',
    'Inbox',
    'deleteditems',
    'outbox',
    'drafts',
    ...folders.slice(0, 12),
  )
  const address = fc.constantFrom(
    tenant.me.mail ?? '',
    ...tenant.users.slice(1, 4).map(({ mail }) => mail ?? ''),
  )
  const call = (tool: string, input: fc.Arbitrary<Call['input']>) => input.map((input) => ({ tool, input }))
  return fc.oneof(
    call('email_mark_read', fc.record({ id, read: fc.boolean() })),
    call('email_move', fc.record({ id, destination })),
    call(
      'email_send',
      fc.record({
        to: fc.array(address, { minLength: 1, maxLength: 2 }),
        subject: fc.constant('A probe of the law'),
        body: fc.constant('the text'),
        saveToSentItems: fc.boolean(),
      }),
    ),
    call(
      'calendar_create_event',
      fc.record({
        subject: fc.constant('A probe of the law'),
        start: fc.constantFrom('2026-11-23T09:00', '2026-11-26T15:30'),
        end: fc.constant('2026-11-26T16:30'),
        timeZone: fc.constantFrom('Europe/Oslo', 'UTC'),
        attendees: fc.array(address, { maxLength: 1 }),
      }),
    ),
  )
}
