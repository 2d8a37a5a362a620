import type { Drive } from '../drive/drive.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import type { Permission } from './permission-entity.ts'

/** The permissions on an item at a time: its owner's, its own, and those of the folders above it. */
export function permissionsOn(item: DriveItem, drive: Drive, now: number): readonly Permission[] {
  const rest: Permission[] = []
  for (let at: DriveItem | undefined = item; at !== undefined; at = at.parent) {
    const from = at === item ? undefined : at
    for (const grant of at.grants) if (isLive(grant, now)) rest.push({ grant, from })
  }
  return [ownership(item, drive), ...rest]
}

function isLive(
  { expirationDateTime }: { readonly expirationDateTime: string | undefined },
  now: number,
): boolean {
  return expirationDateTime === undefined || Date.parse(expirationDateTime) > now
}

/** The owner's permission, which comes from the root. */
function ownership(item: DriveItem, { owner, root }: Drive): Permission {
  const { id, displayName, userPrincipalName } = owner
  return {
    grant: {
      id: Buffer.from(`i:0#.f|membership|${userPrincipalName}`).toString('base64url'),
      roles: ['owner'],
      link: undefined,
      grantees: [{ id, displayName, email: owner.mail ?? userPrincipalName }],
      hasPassword: false,
      expirationDateTime: undefined,
    },
    from: item === root ? undefined : root,
  }
}
