import type { World } from './open-world.ts'

/** For each tool of the catalog, an input that works in a world. */
export const sampleInputs: Readonly<Record<string, (world: World) => Promise<object>>> = {
  email_list: async () => ({}),
  email_get: async (world) => ({ id: await messageId(world) }),
  email_search: async () => ({ text: 'the' }),
  email_send: async () => ({ to: ['tomas.dvorak@solvang.example'], subject: 'Hello', body: 'Hi' }),
  email_move: async (world) => ({ id: await messageId(world), destination: 'archive' }),
  email_mark_read: async (world) => ({ id: await messageId(world), read: false }),
  folder_list: async () => ({}),
  folder_get_tree: async () => ({}),
  calendar_list_events: async () => ({ timeZone: 'Europe/Oslo' }),
  calendar_create_event: async () => ({
    subject: 'Lunch',
    start: '2026-11-23T12:00',
    end: '2026-11-23T13:00',
    timeZone: 'Europe/Oslo',
    attendees: ['tomas.dvorak@solvang.example'],
  }),
  contact_list: async () => ({}),
  file_list: async () => ({}),
  file_get: async (world) => ({ id: await fileId(world) }),
  user_whoami: async () => ({}),
}

async function messageId(world: World): Promise<string> {
  return firstId(world, '/me/mailFolders/inbox/messages?$top=1&$select=id')
}

/** A text file, so that its content is read as well. */
async function fileId({ tenant }: World): Promise<string> {
  const url = 'https://graph.microsoft.com/v1.0/me/drive/root:/sample.txt:/content'
  const headers = { authorization: `Bearer ${tenant.token()}` }
  const answer = await tenant.fetch(url, {
    method: 'PUT',
    headers,
    body: 'A sample, long enough to be cut in the middle.',
  })
  return ((await answer.json()) as { id: string }).id
}

async function firstId({ tenant }: World, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${tenant.token()}`, prefer: 'IdType="ImmutableId"' }
  const answer = await tenant.fetch(`https://graph.microsoft.com/v1.0${path}`, { headers })
  const { value } = (await answer.json()) as { value: { id: string }[] }
  return value[0]?.id ?? ''
}
