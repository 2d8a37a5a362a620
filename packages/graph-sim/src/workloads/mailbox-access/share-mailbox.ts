import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import { folderAt } from '../mail/folder-at.ts'
import type { MailboxShare } from './mailbox-share.ts'
import { folderName } from './require-access.ts'

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
