import type { JsonObject } from '../gateway/parse-json.ts'
import { askQuietly } from '../snapshot/ask-quietly.ts'
import { insideOf, stateOf } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { hasMailbox } from '../workloads/directory/has-mailbox.ts'
import type { User } from '../workloads/directory/user.ts'

/** A person of the tenant as the explorer lists them. */
export interface ListedPerson {
  readonly id: string
  readonly displayName: string
  readonly userPrincipalName: string
  readonly jobTitle: string | null
  readonly kind: 'person' | 'shared' | 'guest' | 'place'
  readonly hasMailbox: boolean
  readonly isMe: boolean
}

/** How much somebody has. */
export interface Sizes {
  readonly messages: number
  readonly events: number
  readonly contacts: number
}

/** Lists the people of a tenant, the main user first. */
export function describePeople(tenant: Tenant): { readonly value: readonly ListedPerson[] } {
  const people = stateOf(tenant).directory.users.map((user) => listed(tenant, user))
  return { value: [...people.filter(({ isMe }) => isMe), ...people.filter(({ isMe }) => !isMe)] }
}

/** Somebody, and the permissions that a token of theirs has unless it is asked for others. */
export function describePerson(tenant: Tenant, id: string): object | undefined {
  const { directory, usualPermissions } = stateOf(tenant)
  const user = directory.find(id)
  return user && { ...listed(tenant, user), permissions: [...usualPermissions].sort() }
}

/** How much somebody has; the mailbox is made if nobody has looked into it. */
export async function sizesOf(tenant: Tenant, id: string): Promise<Sizes | undefined> {
  const user = stateOf(tenant).directory.find(id)
  if (user === undefined || !hasMailbox(user)) return undefined
  const count = async (of: string): Promise<number> => {
    const answer = await askQuietly(insideOf(tenant), `/users/${user.id}/${of}/$count`)
    return Number(answer.bytes ?? answer.json ?? 0)
  }
  return {
    messages: await count('messages'),
    events: await count('events'),
    contacts: await count('contacts'),
  }
}

/** Makes a token of somebody's, with the given permissions or all. */
export function tokenOf(tenant: Tenant, id: string, { scopes }: JsonObject): { readonly token: string } {
  const wanted = Array.isArray(scopes) ? { scopes: scopes.map(String) } : {}
  return { token: tenant.token({ user: id, expiresIn: 86_400, ...wanted }) }
}

function listed(tenant: Tenant, user: User): ListedPerson {
  const { id, displayName, userPrincipalName, jobTitle, userType, purpose } = user
  return {
    id,
    displayName,
    userPrincipalName,
    jobTitle,
    kind:
      userType === 'Guest'
        ? 'guest'
        : purpose === 'user'
          ? 'person'
          : purpose === 'shared'
            ? 'shared'
            : 'place',
    hasMailbox: hasMailbox(user),
    isMe: id === tenant.me.id,
  }
}
