import type { AccountInfo } from '@azure/msal-node'
import { SignInRequired } from '@graphkeep/core'

/** Who has to sign in; whatever is absent may be anything. */
export interface ExpectedAccount {
  /** The tenant's id. */
  readonly tenant?: string

  /** The account's object id, or the name that the person signs in with. */
  readonly account?: string
}

/**
 * Refuses an account other than those that are expected.
 *
 * @throws {@link SignInRequired} for somebody else.
 */
export function refuseOther(
  { tenantId, localAccountId, username }: AccountInfo,
  expected: readonly ExpectedAccount[],
): void {
  for (const { tenant, account } of expected) {
    const isTenant = tenant === undefined || same(tenant, tenantId)
    const isAccount = account === undefined || [localAccountId, username].some((name) => same(name, account))
    if (isTenant && isAccount) continue
    throw new SignInRequired(
      `An account of another ${isTenant ? 'person' : 'organization'} signed in than was expected, and nothing was kept of it. Begin again and choose the right account.`,
    )
  }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
