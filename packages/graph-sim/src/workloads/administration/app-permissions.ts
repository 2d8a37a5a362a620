import type { Permissions } from '../../routing/route.ts'
import { everywhere } from './administration-permissions.ts'

/** To read what belongs to apps: owners, roles, memberships. */
export const readAppParts: Permissions = {
  ...everywhere(
    'Application.Read.All',
    'Application.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ),
  application: [
    'Application.Read.All',
    'Application.ReadWrite.OwnedBy',
    'Application.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
}

/** To read what users have consented to. */
export const readGrants = everywhere(
  'Directory.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.ReadWrite.All',
)
