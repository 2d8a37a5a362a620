import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import { folderAt } from '../mail/folder-at.ts'
import { folderName } from './require-access.ts'

/** What an owner or an administrator lets somebody do with a mailbox. */
export interface MailboxShare {
  /** Id or address of the mailbox's owner. */
  readonly mailbox: string
  /** Id or address of the person who gets the right. */
  readonly with: string
  /**
   * `fullAccess` opens the whole mailbox; `sendAs` and `sendOnBehalf` let mail be sent in its name; `read` and `write`
   * open one folder; `none` takes everything back.
   */
  readonly access: 'fullAccess' | 'sendAs' | 'sendOnBehalf' | 'read' | 'write' | 'none'
  /** For `read` and `write`: `calendar`, `contacts`, or a mail folder by its well-known name or path; `inbox` by default. */
  readonly folder?: string
}

/** Grants or takes back a right on a mailbox; throws a `RangeError` for people and mailboxes that do not exist. */
export function shareMailbox(tenant: TenantState, share: MailboxShare): void {
  const owner = personOf(tenant, share.mailbox)
  const other = personOf(tenant, share.with)
  if (!hasMailbox(owner)) throw new RangeError(`"${share.mailbox}" has no mailbox`)
  const { access, folder = 'inbox' } = share
  if (access === 'none') tenant.access.revoke(owner, other)
  else if (access === 'read' || access === 'write')
    tenant.access.grantFolder(owner, other, nameOf(tenant, owner, folder), access)
  else tenant.access.grant(owner, other, access)
}

function personOf(tenant: TenantState, name: string): User {
  const user = tenant.directory.find(name)
  if (user === undefined) throw new RangeError(`There is no user "${name}" in the tenant: see tenant.users`)
  return user
}

function nameOf(tenant: TenantState, owner: User, folder: string): string {
  if (/^(calendar|contacts)$/i.test(folder)) return folder.toLowerCase()
  const found = folderAt(tenant.mailbox(owner), folder)
  if (found === undefined) throw new RangeError(`There is no folder "${folder}" in the mailbox`)
  return folderName(found.number)
}
