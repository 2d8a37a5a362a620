import type { Tenant } from '@graphkeep/graph-sim'

/** Returns the ids of the newest messages. */
export async function readIds(tenant: Tenant, count: number): Promise<readonly string[]> {
  const answer = await tenant.fetch(`https://graph.microsoft.com/v1.0/me/messages?$select=id&$top=${count}`, {
    headers: { authorization: `Bearer ${tenant.token()}`, prefer: 'IdType="ImmutableId"' },
  })
  const { value } = (await answer.json()) as { value: readonly { id: string }[] }
  return value.map(({ id }) => id)
}
