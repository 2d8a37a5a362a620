import { timestamp } from '../../time/timestamp.ts'
import { blankUser } from '../directory/blank-user.ts'
import type { User, UserDetails } from '../directory/user.ts'

/** Somebody outside who is invited. */
export interface Invited {
  readonly id: string
  readonly address: string
  readonly displayName: string | null
  readonly userType: 'Member' | 'Guest'
  /** The domain of the tenant. */
  readonly domain: string
  /** In milliseconds since the epoch. */
  readonly at: number
}

/** What tells a guest from others, once they have accepted or while they have not. */
export function guestDetails(
  address: string,
  state: 'PendingAcceptance' | 'Accepted',
  since: string,
): UserDetails {
  return {
    creationType: 'Invitation',
    externalUserState: state,
    externalUserStateChangeDateTime: since,
    otherMails: [address],
    ...(state === 'Accepted'
      ? { identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: '' }] }
      : {}),
  }
}

/** Makes the user that an invitation creates: the sign-in name is made of the address. */
export function guestOf({ id, address, displayName, userType, domain, at }: Invited): User {
  const alias = `${address.replace('@', '_')}#EXT#`
  const now = timestamp(at)
  return {
    ...blankUser,
    ...guestDetails(address, 'PendingAcceptance', now),
    id,
    userPrincipalName: `${alias}@${domain}`,
    displayName: displayName ?? address.slice(0, address.indexOf('@')),
    mail: address,
    mailNickname: alias,
    userType,
    createdDateTime: now,
    proxyAddresses: [`SMTP:${address}`],
  }
}
