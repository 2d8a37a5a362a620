/** A kind of administrator that every tenant knows, under Graph's own names. */
export interface RoleTemplate {
  readonly id: string
  readonly displayName: string
  readonly description: string
  /** What its holders may do, as far as it tells the roles apart. */
  readonly actions: readonly string[]
}

/** The kinds of administrators; the first five are in use in every tenant. */
export const roleTemplates: readonly RoleTemplate[] = [
  template(
    '62e90394-69f5-4237-9190-012177145e10',
    'Global Administrator',
    'Can manage all aspects of the directory and of the services that use it.',
    ['microsoft.directory/users/allProperties/allTasks', 'microsoft.directory/groups/allProperties/allTasks'],
  ),
  template(
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    'User Administrator',
    'Can manage users and groups, and reset the passwords of most of them.',
    ['microsoft.directory/users/create', 'microsoft.directory/users/basic/update'],
  ),
  template(
    '29232cdf-9323-42fd-ade2-1d097af3e4de',
    'Exchange Administrator',
    'Can manage everything in Exchange.',
    ['microsoft.office365.exchange/allEntities/basic/allTasks'],
  ),
  template(
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    'Global Reader',
    'Can read what a Global Administrator can change.',
    ['microsoft.directory/users/allProperties/read', 'microsoft.directory/groups/allProperties/read'],
  ),
  template(
    '729827e3-9c14-49f7-bb1b-9608f156bbb8',
    'Helpdesk Administrator',
    'Can reset the passwords of people who are no administrators.',
    ['microsoft.directory/users/password/update'],
  ),
  template(
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    'Application Administrator',
    'Can register apps and manage those that others have registered.',
    ['microsoft.directory/applications/create', 'microsoft.directory/applications/delete'],
  ),
  template(
    'b0f54661-2d74-4c50-afa3-1ec803f12efe',
    'Billing Administrator',
    'Can buy subscriptions and pay for them.',
    ['microsoft.commerce.billing/allEntities/allProperties/allTasks'],
  ),
  template(
    'fdd7a751-b60b-444a-984c-02652fe8fa1c',
    'Groups Administrator',
    'Can manage groups and their settings.',
    ['microsoft.directory/groups/create', 'microsoft.directory/groups/delete'],
  ),
  template(
    '95e79109-95c0-4d8e-aee3-d01accf2d47b',
    'Guest Inviter',
    'Can invite guests, whatever members may do.',
    ['microsoft.directory/users/inviteGuest'],
  ),
  template(
    '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
    'License Administrator',
    'Can give licences to users and groups and take them away.',
    ['microsoft.directory/users/assignLicense'],
  ),
  template(
    'e8611ab8-c189-46e8-94e1-60213ab1f814',
    'Privileged Role Administrator',
    'Can say who has which role.',
    ['microsoft.directory/directoryRoles/allProperties/allTasks'],
  ),
  template(
    '4a5d8f65-41da-4de4-8968-e035b65339cf',
    'Reports Reader',
    'Can read sign-ins, audit logs and usage reports.',
    [
      'microsoft.directory/auditLogs/allProperties/read',
      'microsoft.directory/signInReports/allProperties/read',
    ],
  ),
  template(
    '194ae4cb-b126-40b2-bd5b-6091b380977d',
    'Security Administrator',
    'Can manage what protects the tenant.',
    ['microsoft.directory/conditionalAccessPolicies/create'],
  ),
  template(
    'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
    'SharePoint Administrator',
    'Can manage everything in SharePoint.',
    ['microsoft.office365.sharePoint/allEntities/allTasks'],
  ),
  template('69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', 'Can manage everything in Teams.', [
    'microsoft.teams/allEntities/allProperties/allTasks',
  ]),
]

function template(
  id: string,
  displayName: string,
  description: string,
  actions: readonly string[],
): RoleTemplate {
  return { id, displayName, description, actions }
}
