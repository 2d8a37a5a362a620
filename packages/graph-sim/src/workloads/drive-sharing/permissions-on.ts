import type { Drive } from '../drive/drive.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import type { DriveOwner } from '../drive/drive-owner.ts'
import type { Grantee } from './grant.ts'
import type { Permission } from './permission-entity.ts'

/** The permissions on an item at a time: its owner's, its own, and those of the folders above it. */
export function permissionsOn(item: DriveItem, drive: Drive, now: number): readonly Permission[] {
  const rest: Permission[] = []
  for (let at: DriveItem | undefined = item; at !== undefined; at = at.parent) {
    const from = at === item ? undefined : at
    for (const grant of at.grants) if (isLive(grant, now)) rest.push({ grant, from })
    if (!at.inherits) break
  }
  return [ownership(item, drive), ...rest]
}

/** Lets what is shared above an item no longer count for it, the first time that it is shared itself. */
export function endInheritance(item: DriveItem): void {
  if (item.grants.length === 0) item.inherits = false
}

function isLive(
  { expirationDateTime }: { readonly expirationDateTime: string | undefined },
  now: number,
): boolean {
  return expirationDateTime === undefined || Date.parse(expirationDateTime) > now
}

/** The owner's permission, which comes from the root. */
function ownership(item: DriveItem, { owner, root }: Drive): Permission {
  return {
    grant: {
      id: Buffer.from(loginOf(owner)).toString('base64url'),
      roles: ['owner'],
      link: undefined,
      grantees: [granteeOf(owner)],
      hasPassword: false,
      expirationDateTime: undefined,
    },
    from: item === root ? undefined : root,
  }
}

/** The name that SharePoint's claims give to an owner. */
function loginOf(owner: DriveOwner): string {
  if (owner.kind === 'user') return `i:0#.f|membership|${owner.user.userPrincipalName}`
  return owner.kind === 'group'
    ? `c:0o.c|federateddirectoryclaimprovider|${owner.id}_o`
    : 'SHAREPOINT\\system'
}

function granteeOf(owner: DriveOwner): Grantee {
  if (owner.kind === 'site')
    return { kind: 'siteGroup', id: '3', email: undefined, displayName: `${owner.displayName} Owners` }
  if (owner.kind === 'group')
    return { kind: 'group', id: owner.id, email: owner.email ?? undefined, displayName: owner.displayName }
  const { id, displayName, mail, userPrincipalName } = owner.user
  return { kind: 'user', id, displayName, email: mail ?? userPrincipalName }
}
