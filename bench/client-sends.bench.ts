import { GraphFailure } from '@graphkeep/core'
import { createGraphClient, sendAction } from '@graphkeep/graph-tools/client'

import { askAll } from './graph-client/ask-all.ts'
import { type DistantTenant, distantTenant } from './graph-client/distant-tenant.ts'
import { microsoftClient } from './graph-client/microsoft-client.ts'
import { markdownTable } from './markdown-table.ts'

const sends = 200
const signal = new AbortController().signal
type Send = (message: object) => Promise<unknown>

const ways: Record<string, (world: DistantTenant) => Send> = {
  'graphkeep, defaults': ({ tenant, token, fetch }) => {
    const client = createGraphClient({ tokens: { token: async () => token }, fetch })
    const scoped = client.fetchFor({ tenant: tenant.id, account: tenant.me.userPrincipalName })
    return (message) => sendAction({ fetch: scoped, signal }, '/me/sendMail', { message })
  },
  "Microsoft's client, defaults": ({ token, fetch }) => {
    const client = microsoftClient(token, fetch)
    return (message) => client.api('/me/sendMail').post({ message })
  },
}

/** Counts the mails that arrive twice when the answers to a quarter of the sends are lost after the effect. */
export async function measureClientSends(print: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  for (const [name, way] of Object.entries(ways)) {
    const world = distantTenant(5, {
      messages: 0,
      delays: { sentItems: 0 },
      throttling: { concurrency: Number.POSITIVE_INFINITY },
    })
    world.tenant.faults.add({
      match: { path: '/sendMail', share: 0.25 },
      action: { kind: 'afterwards', status: 504 },
      seed: 3,
    })
    const send = way(world)
    const to = [{ emailAddress: { address: world.tenant.users[1]?.mail } }]
    const { errors } = await askAll(sends, (index) =>
      send({ subject: `mail ${index}`, body: { content: 'x' }, toRecipients: to }),
    )
    const subjects = await sentSubjects(world)
    const distinct = new Set(subjects).size
    const unsure = errors.filter((error) => error instanceof GraphFailure && error.outcomeUnknown).length
    rows.push(
      [name, world.sent(), subjects.length - distinct, sends - distinct, unsure, errors.length - unsure].map(
        String,
      ),
    )
  }
  print(`${sends} sends at once; a quarter of the requests take effect and are answered with 504.\n`)
  print(markdownTable(['client', 'requests', 'duplicates', 'not sent', 'told: look first', 'failed'], rows))
}

async function sentSubjects({ tenant, token }: DistantTenant): Promise<readonly string[]> {
  tenant.faults.clear()
  const url = 'https://graph.microsoft.com/v1.0/me/mailFolders/sentitems/messages?$select=subject&$top=1000'
  const answer = await tenant.fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const { value } = (await answer.json()) as { value: readonly { subject: string }[] }
  return value.map(({ subject }) => subject).filter((subject) => /^mail \d+$/.test(subject))
}
