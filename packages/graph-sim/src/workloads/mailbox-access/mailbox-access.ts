import type { User } from '../directory/user.ts'

/** What Exchange lets somebody do with the whole of another's mailbox. */
export type MailboxRight = 'fullAccess' | 'sendAs' | 'sendOnBehalf'

/** What somebody may do with one folder of another's mailbox. */
export type FolderRole = 'read' | 'write'

/** Who may do what with whose mailbox, beyond its owner. */
export interface MailboxAccess {
  grant(owner: User, to: User, right: MailboxRight): void
  /** Lets somebody into one folder; `folder` names it as {@link MailboxAccess.roleOn} asks for it. */
  grantFolder(owner: User, to: User, folder: string, role: FolderRole): void
  /** Takes back everything that was granted to somebody on a mailbox. */
  revoke(owner: User, from: User): void
  has(owner: User, user: User, right: MailboxRight): boolean
  /** What somebody may do with a folder; `undefined` for nothing. */
  roleOn(owner: User, user: User, folder: string): FolderRole | undefined
}

interface Grants {
  readonly rights: Set<MailboxRight>
  readonly folders: Map<string, FolderRole>
}

/** Creates the record of a tenant in which nothing is shared. */
export function createMailboxAccess(): MailboxAccess {
  const grants = new Map<string, Grants>()
  const keyOf = (owner: User, user: User): string => `${owner.id} ${user.id}`
  const grantsOf = (owner: User, user: User): Grants => {
    const known = grants.get(keyOf(owner, user)) ?? { rights: new Set(), folders: new Map() }
    grants.set(keyOf(owner, user), known)
    return known
  }
  return {
    grant(owner, to, right) {
      grantsOf(owner, to).rights.add(right)
    },
    grantFolder(owner, to, folder, role) {
      grantsOf(owner, to).folders.set(folder, role)
    },
    revoke(owner, from) {
      grants.delete(keyOf(owner, from))
    },
    has: (owner, user, right) => grants.get(keyOf(owner, user))?.rights.has(right) ?? false,
    roleOn: (owner, user, folder) => grants.get(keyOf(owner, user))?.folders.get(folder),
  }
}
