/** Somebody whom an item is shared with: a person or group of the tenant or of a site, or an address outside. */
export interface Grantee {
  readonly kind: 'user' | 'group' | 'siteGroup'
  /** `undefined` outside of the tenant. */
  readonly id: string | undefined
  /** `undefined` for a group of a site. */
  readonly email: string | undefined
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
  readonly grantees: Grantee[]
  readonly hasPassword: boolean
  /** `undefined` for one that does not end. */
  expirationDateTime: string | undefined
}
