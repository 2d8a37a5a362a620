import { commandOptions } from './command-options.ts'
import { openFrom } from './open-from.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep logout`: removes the sign-in, and physically what was cached for it. */
export async function run(args: readonly string[]): Promise<number> {
  await using keep = await openFrom(commandOptions(args))
  const { signOut, state } = keep.connection
  if (!signOut) throw new UsageError('There is nothing to sign out of: only --client-id needs it.')
  const { signedIn } = await state()
  if (!signedIn) {
    console.log('Nobody was signed in.')
    return 0
  }
  const scope = await keep.scope()
  await keep.cache.disconnect(scope)
  await keep.queue.clear(scope)
  await signOut()
  console.log('Signed out; what was cached for the account is deleted.')
  return 0
}
