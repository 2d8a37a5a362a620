import type { JsonObject } from '../gateway/parse-json.ts'
import { userEntity } from '../workloads/directory/user-entity.ts'
import { aliasOf, readUserMembers, userFrom } from '../workloads/users-admin/user-from.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'
import { knownMembers } from './known-members.ts'
import { timeIn } from './time-in.ts'

/** Meets every rule of passwords; nobody signs in with it. */
const password = 'Brought-along.2471'

/** Takes a person; one with an address has an empty mailbox, and everybody finds them at once. */
export function takeUser(json: JsonObject, { state }: JsonPlace): TakenThing {
  const { known, notes } = knownMembers(json, userEntity.properties)
  const alias = aliasOf(String(known['userPrincipalName'] ?? ''))
  const members = readUserMembers({
    mailNickname: alias,
    accountEnabled: true,
    displayName: alias,
    ...known,
    passwordProfile: { password },
  })
  const id = state.administration.nextId()
  const createdDateTime =
    timeIn(known, 'createdDateTime') ?? `${new Date(state.clock.now()).toISOString().slice(0, 19)}Z`
  const user = userFrom(members, { id, createdDateTime }, state)
  if (typeof known['mail'] === 'string') {
    user.mail = user.userPrincipalName
    user.proxyAddresses = [`SMTP:${user.userPrincipalName}`]
  }
  state.directory.admit(user)
  return { id, notes }
}
