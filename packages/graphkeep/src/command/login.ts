import { commandOptions } from './command-options.ts'
import { openFrom } from './open-from.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep login`. */
export async function run(args: readonly string[]): Promise<number> {
  await using keep = await openFrom(commandOptions(args))
  const { signIn } = keep.connection
  if (!signIn) throw new UsageError('There is nothing to sign in to: only --client-id needs it.')
  const username = await signIn(({ message }) => console.log(message))
  console.log(`${username} is signed in.`)
  return 0
}
