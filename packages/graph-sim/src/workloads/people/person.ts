/** Somebody with whom a person has to do. */
export interface Person {
  readonly id: string
  readonly displayName: string
  readonly givenName: string | null
  readonly surname: string | null
  readonly jobTitle: string | null
  readonly companyName: string | null
  readonly department: string | null
  readonly officeLocation: string | null
  /** Empty for people outside the company. */
  readonly userPrincipalName: string
  readonly address: string
  readonly phones: readonly { readonly type: 'business' | 'mobile'; readonly number: string }[]
  readonly subclass: 'OrganizationUser' | 'PersonalContact' | 'ImplicitContact' | 'UnifiedGroup'
  /** How much there is between the two; the highest comes first. */
  readonly score: number
}
