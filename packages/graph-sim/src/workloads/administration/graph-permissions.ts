/** A permission of Microsoft Graph by the id that it has in every tenant. */
export interface GraphPermission {
  readonly id: string
  readonly value: string
  readonly description: string
}

/** Some of what an app may do in the name of a user. */
export const delegatedPermissions: readonly GraphPermission[] = [
  permission('e1fe6dd8-ba31-4d61-89e7-88639da4683d', 'User.Read', 'Sign in and read the own profile'),
  permission('570282fd-fa5c-430d-a7fd-fc8dc98a9dca', 'Mail.Read', 'Read the own mail'),
  permission('024d486e-b451-40bb-833d-3e66d98c5c73', 'Mail.ReadWrite', 'Read and change the own mail'),
  permission('465a38f9-76ea-45b9-9f34-9e8b0d4b0b42', 'Calendars.Read', 'Read the own calendars'),
  permission('7427e0e9-2fba-42fe-b0c0-848c9e6a8182', 'offline_access', 'Keep access to what was granted'),
  permission('37f7f235-527c-4136-accd-4a02d197296e', 'openid', 'Sign users in'),
  permission('14dad69e-099b-42c9-810b-d002981feec1', 'profile', 'View the basic profile'),
]

/** Some of what an app may do by itself. */
export const applicationPermissions: readonly GraphPermission[] = [
  permission('df021288-bdef-4463-88db-98f22de89214', 'User.Read.All', 'Read all profiles'),
  permission('810c84a8-4a9e-49e6-bf7d-12d183f40d01', 'Mail.Read', 'Read the mail in all mailboxes'),
  permission('5b567255-7703-4780-807c-7be8301ae99b', 'Group.Read.All', 'Read all groups'),
  permission('7ab1d382-f21e-4acd-a863-ba3e13f7da61', 'Directory.Read.All', 'Read the directory'),
]

function permission(id: string, value: string, description: string): GraphPermission {
  return { id, value, description }
}
