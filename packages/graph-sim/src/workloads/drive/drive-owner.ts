import type { User } from '../directory/user.ts'

/** Whom a drive belongs to. */
export type DriveOwner =
  | { readonly kind: 'user'; readonly user: User }
  | {
      readonly kind: 'group'
      readonly id: string
      readonly email: string | null
      readonly displayName: string
    }
  | { readonly kind: 'site'; readonly displayName: string }

/** The owner as Graph names it. A site without a group has nobody but the system. */
export function ownerIdentity(owner: DriveOwner): object {
  if (owner.kind === 'user') return identity(owner.user)
  if (owner.kind === 'site') return systemAccount
  const { id, email, displayName } = owner
  return { group: { ...(email === null ? {} : { email }), id, displayName } }
}

/** Who made what nobody made. */
export const systemAccount: object = { user: { displayName: 'System Account' } }

/** A person, as the drive names who did something. */
export function identity({ mail, id, displayName }: User): object {
  return { user: { ...(mail === null ? {} : { email: mail }), id, displayName } }
}
