import type { ToolPermissions } from '@graphkeep/core'

/**
 * Whether Microsoft's permissions reference leaves a delegated permission to administrators, for those that the tools
 * here ask for. Each tenant may leave the others to them, too.
 */
const forAdministrators: Readonly<Record<string, boolean>> = {
  'Calendars.ReadBasic': false,
  'Calendars.ReadWrite': false,
  'Contacts.Read': false,
  'Files.Read': false,
  'Mail.Read': false,
  'Mail.ReadBasic': false,
  'Mail.ReadWrite': false,
  'Mail.Send': false,
  'User.Read': false,
}

/**
 * Returns who can grant a permission: an administrator, or a person as well; `unknown` for a delegated one that no tool
 * here asks for. Application permissions are left to administrators.
 */
export function whoGrants(
  permission: string,
  scheme: keyof ToolPermissions,
): 'administrator' | 'person' | 'unknown' {
  if (scheme === 'application') return 'administrator'
  const left = forAdministrators[permission]
  if (left === undefined) return 'unknown'
  return left ? 'administrator' : 'person'
}
