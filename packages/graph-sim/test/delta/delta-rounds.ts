import type { GraphClient, Json } from '../graph-client.ts'

/** What a client has got in one round: all pages, and the link to the next round. */
export interface Round {
  readonly rows: readonly Json[]
  readonly pages: number
  readonly deltaLink: string
}

/** Goes through one round of changes. */
export async function roundOf(
  client: GraphClient,
  path: string,
  headers: Record<string, string> = {},
): Promise<Round> {
  const rows: Json[] = []
  let next = path
  for (let pages = 1; ; pages++) {
    const { status, json, text } = await client.get(next, headers)
    if (status !== 200) throw new Error(`${status} ${text}`)
    rows.push(...(json['value'] as unknown as Json[]))
    const deltaLink = json['@odata.deltaLink'] as string | undefined
    if (deltaLink !== undefined) return { rows, pages, deltaLink }
    next = json['@odata.nextLink'] as string
  }
}
