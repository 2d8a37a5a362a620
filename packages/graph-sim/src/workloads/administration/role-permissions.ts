import { everywhere } from './administration-permissions.ts'

/** To say who has which role. */
export const writeRoles = everywhere('RoleManagement.ReadWrite.Directory')

/** To read roles and assignments in the form that all services share. */
export const readUnifiedRoles = everywhere(
  'RoleManagement.Read.Directory',
  'RoleManagement.Read.All',
  'Directory.Read.All',
  'RoleManagement.ReadWrite.Directory',
  'Directory.ReadWrite.All',
)

/** To read who could take which role. */
export const readEligibility = everywhere(
  'RoleEligibilitySchedule.Read.Directory',
  'RoleManagement.Read.Directory',
  'RoleManagement.Read.All',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'RoleManagement.ReadWrite.Directory',
)
