/** Somebody whom an item is shared with: a person of the tenant, or an address outside of it. */
export interface Grantee {
  /** `undefined` outside of the tenant. */
  readonly id: string | undefined
  readonly email: string
  readonly displayName: string
}

/** For whom a link opens. */
export type LinkScope = 'anonymous' | 'organization' | 'users'

/** The address that a link is. */
export interface GrantLink {
  readonly type: 'view' | 'edit'
  readonly scope: LinkScope
  readonly webUrl: string
}

/** One permission on an item besides its owner's. */
export interface Grant {
  readonly id: string
  roles: readonly string[]
  /** `undefined` when people were invited by name. */
  readonly link: GrantLink | undefined
  readonly grantees: readonly Grantee[]
  readonly hasPassword: boolean
  /** `undefined` for one that does not end. */
  expirationDateTime: string | undefined
}
