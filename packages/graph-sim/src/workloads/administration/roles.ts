import type { User } from '../directory/user.ts'

/** A role of administrators, under Graph's own names; its template's id is the same in every tenant. */
export interface AdminRole {
  readonly id: string
  readonly roleTemplateId: string
  readonly displayName: string
  readonly description: string
  readonly deletedDateTime: null
}

const templates = [
  [
    '62e90394-69f5-4237-9190-012177145e10',
    'Global Administrator',
    'Can manage all aspects of the directory and of the services that use it.',
  ],
  [
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    'User Administrator',
    'Can manage users and groups, and reset the passwords of most of them.',
  ],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', 'Can manage everything in Exchange.'],
  [
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    'Global Reader',
    'Can read what a Global Administrator can change.',
  ],
  [
    '729827e3-9c14-49f7-bb1b-9608f156bbb8',
    'Helpdesk Administrator',
    'Can reset the passwords of people who are no administrators.',
  ],
] as const

/** The roles that are in use in a tenant. */
export function rolesOf(tenantId: string): readonly AdminRole[] {
  return templates.map(([roleTemplateId, displayName, description]) => ({
    id: `${roleTemplateId.slice(0, 24)}${tenantId.slice(24)}`,
    roleTemplateId,
    displayName,
    description,
    deletedDateTime: null,
  }))
}

/** Who has a role: the first is the main user's; of the others everybody in IT has one. */
export function membersOf({ roleTemplateId }: AdminRole, users: readonly User[], me: User): readonly User[] {
  const number = templates.findIndex(([id]) => id === roleTemplateId)
  if (number === 0) return users.filter(({ id }) => id === me.id)
  const staff = users.filter(({ department, id }) => department === 'IT' && id !== me.id)
  return staff.filter((_, i) => i % (templates.length - 1) === number - 1)
}
