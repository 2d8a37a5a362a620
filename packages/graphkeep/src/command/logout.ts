import { commandOptions } from './command-options.ts'
import { openFrom } from './open-from.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep logout`: removes the sign-ins, and physically what was cached for them; with `--account` only that one's. */
export async function run(args: readonly string[]): Promise<number> {
  const options = commandOptions(args)
  await using keep = await openFrom(options)
  const { accounts } = keep
  if (!accounts) throw new UsageError('There is nothing to sign out of: only --client-id by itself needs it.')
  const known = (await accounts.list()).filter(
    ({ scope }) => scope.account.toLowerCase() === (options.account ?? scope.account).toLowerCase(),
  )
  for (const { scope } of known) {
    await accounts.signOut(scope)
    console.log(`${scope.account} is signed out; what was cached for the account is deleted.`)
  }
  if (known.length === 0) console.log('Nobody was signed in.')
  return 0
}
