import { createTenant } from '@graphkeep/graph-sim'

/** A list of messages as Graph gives it. */
export interface Page {
  readonly value: readonly unknown[]
}

const now = Date.parse('2026-11-18T10:00:00Z')

/** Returns pages of messages of the offline tenant, by the size of their JSON text. */
export async function graphValues(): Promise<ReadonlyMap<string, Page>> {
  const messages = (await graphPage('/me/messages?$top=200')).value
  const [first] = messages as readonly [Readonly<Record<string, unknown>>]
  return new Map([
    ['1 KB', { value: [{ id: first['id'], subject: first['subject'], preview: 'x'.repeat(700) }] }],
    ['20 KB', fill(messages, 20_000)],
    ['200 KB', fill(messages, 200_000)],
  ])
}

/** Asks the offline tenant. */
export async function graphPage(path: string): Promise<Page> {
  tenant ??= createTenant({ messages: 1_000, now })
  const headers = { authorization: `Bearer ${tenant.token()}` }
  const response = await tenant.fetch(`https://graph.microsoft.com/v1.0${path}`, { headers })
  return (await response.json()) as Page
}

let tenant: ReturnType<typeof createTenant> | undefined

function fill(messages: readonly unknown[], bytes: number): Page {
  const value: unknown[] = []
  let size = 0
  for (const message of messages) {
    const more = Buffer.byteLength(JSON.stringify(message)) + 1
    if (size + more > bytes * 1.05) continue
    value.push(message)
    size += more
  }
  return { value }
}
