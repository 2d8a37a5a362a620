import type { CacheManager, Scope, SecretStore, TaskQueue } from '@graphkeep/core'
import type { Accounts } from '@graphkeep/graph-tools/account'

import type { Connection } from './connect/connection.ts'

/** What calls are about that are about no account's data. */
const nobody: Scope = { tenant: 'graphkeep', account: 'nobody' }

/** Returns whose data a call is about that does not say so: tools about signing in must work before anybody has. */
export async function scopeOf(tool: string, { scope, accounts }: Connection): Promise<Scope> {
  return accounts && tool.startsWith('account_') ? nobody : scope()
}

/** What keeps something of an account's data. */
interface Keeping {
  readonly cache: CacheManager
  readonly queue: TaskQueue

  /** Under an account's own scope stand calls that are done once; its tokens stand under the app's. */
  readonly secrets: SecretStore
}

/** Lets signing out delete what was kept of the account's data as well; `undefined` where nobody can sign in. */
export function forgettingAccounts(
  { accounts }: Connection,
  { cache, queue, secrets }: Keeping,
): Accounts | undefined {
  if (!accounts) return undefined

  async function forget(scope: Scope): Promise<void> {
    await cache.disconnect(scope)
    await queue.clear(scope)
    await secrets.clear(scope)
  }

  return {
    ...accounts,
    async signOut(scope) {
      // Before, so that a failure leaves the account listed; and after, for what a call that ran meanwhile has kept.
      await forget(scope)
      const wasSignedIn = await accounts.signOut(scope)
      await forget(scope)
      return wasSignedIn
    },
  }
}
