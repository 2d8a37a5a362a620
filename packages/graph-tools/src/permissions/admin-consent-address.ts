/** Which app an administrator is to grant permissions to, and where. */
export interface ConsentPlace {
  /** The sign-in service of the cloud. */
  readonly authority: string

  /** The tenant's id or domain; for `common`, of which nobody is administrator, the administrator's own is taken. */
  readonly tenant: string
  readonly clientId: string
}

/** Returns the page on which an administrator grants an app, for all of a tenant, what its registration asks for. */
export function adminConsentAddress({ authority, tenant, clientId }: ConsentPlace): string {
  const where = tenant === 'common' ? 'organizations' : tenant
  return `${authority}/${encodeURIComponent(where)}/adminconsent?client_id=${encodeURIComponent(clientId)}`
}
