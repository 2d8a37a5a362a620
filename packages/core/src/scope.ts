/** Whose data: the first part of every key, every query and every encryption context. */
export interface Scope {
  /** The Microsoft Entra tenant: a GUID or a verified domain. */
  readonly tenant: string

  /** The account inside the tenant, e.g. a user's object id or principal name; `app` for application permissions. */
  readonly account: string
}

/**
 * Returns one text for a scope that no other scope has.
 *
 * Both halves are percent-encoded, so a `/` in a name cannot move the border between them. Case is kept:
 * whoever makes scopes decides on one spelling.
 *
 * @throws TypeError when a half is missing, empty, or not well-formed Unicode.
 *
 * @example
 * ```ts
 * scopeKey({ tenant: 'contoso.com', account: 'ada@contoso.com' }) // 'contoso.com/ada%40contoso.com'
 * ```
 */
export function scopeKey(scope: Scope): string {
  const { tenant, account } = scope
  const known = keys.get(tenant)?.get(account)
  if (known !== undefined) return known
  if (!isName(tenant) || !isName(account)) {
    throw new TypeError('A scope needs a tenant and an account, both non-empty, well-formed strings')
  }
  return remember(tenant, account, `${encodeURIComponent(tenant)}/${encodeURIComponent(account)}`)
}

const mostKeys = 1_000
// Every lookup in a cache needs the text, and making it costs more than the rest of the lookup.
const keys = new Map<string, Map<string, string>>()
let kept = 0

function remember(tenant: string, account: string, key: string): string {
  if (++kept > mostKeys) {
    keys.clear()
    kept = 1
  }
  const accounts = keys.get(tenant)
  if (accounts) accounts.set(account, key)
  else keys.set(tenant, new Map([[account, key]]))
  return key
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.isWellFormed()
}
