import type { Permissions } from '../../routing/route.ts'

/** Permissions that are the same with and without a user. */
export function everywhere(...permissions: readonly string[]): Permissions {
  return { delegated: permissions, shared: permissions, application: permissions }
}

const organization = ['Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All']

/** To read about the company; a user may with `User.Read`. */
export const readOrganization: Permissions = {
  ...everywhere(...organization),
  delegated: ['User.Read', ...organization],
}

/** To read about domains. */
export const readDomains = everywhere('Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All')

/** To read the records of domains and what is named after them. */
export const readDomainParts = everywhere('Domain.Read.All', 'Domain.ReadWrite.All')

/** To read what provisioning has done. */
export const readProvisioning = everywhere(
  'ProvisioningLog.Read.All',
  'AuditLog.Read.All',
  'Directory.Read.All',
)

/** To read who has which role. */
export const readRoles = everywhere(
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)

/** To read about apps. */
export const readApps: Permissions = {
  ...everywhere('Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'),
  application: [
    'Application.Read.All',
    'Application.ReadWrite.OwnedBy',
    'Application.ReadWrite.All',
    'Directory.Read.All',
  ],
}

/** To read what was done to the directory. */
export const readAudits = everywhere('AuditLog.Read.All', 'Directory.Read.All')

/** To read who signed in. */
export const readSignIns = everywhere('AuditLog.Read.All')

/** To read whether services work. */
export const readHealth = everywhere('ServiceHealth.Read.All')

/** To read what Microsoft announces. */
export const readAnnouncements = everywhere('ServiceMessage.Read.All')

/** To trace messages. */
export const readTraces = everywhere('ExchangeMessageTrace.Read.All')

/** To download reports. */
export const readReports = everywhere('Reports.Read.All')
