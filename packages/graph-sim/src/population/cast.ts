import type { User } from '../workloads/directory/user.ts'
import { companyName, type Language, outsiders } from './company.ts'
import type { Correspondent } from './mail-draft.ts'

/** Who writes in a mailbox: its owner, the people round him, and those outside. */
export interface Cast {
  readonly me: Correspondent
  readonly colleagues: readonly Correspondent[]
  readonly outsiders: readonly (Correspondent & { readonly company: string; readonly language: Language })[]
}

/** Puts together the people who write in somebody's mailbox. */
export function makeCast(owner: User, users: readonly User[]): Cast {
  const others = users.filter((user) => user !== owner)
  return {
    me: correspondent(owner),
    colleagues: (others.length === 0 ? [owner] : others).map(correspondent),
    outsiders: outsiders.map(({ name, address, company, language }) => ({
      name,
      address,
      company,
      language,
      given: name.split(' ')[0] ?? name,
      signature: [name, company],
    })),
  }
}

function correspondent(user: User): Correspondent {
  return {
    name: user.displayName,
    given: user.givenName ?? user.displayName,
    address: user.mail ?? user.userPrincipalName,
    signature: [user.displayName, user.jobTitle ?? '', companyName, user.businessPhones[0] ?? ''],
  }
}
