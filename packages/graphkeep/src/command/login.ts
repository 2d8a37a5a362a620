import open from 'open'

import { commandOptions } from './command-options.ts'
import { openFrom } from './open-from.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep login`: with a device code, or with `--interactive` in a browser that it opens. */
export async function run(args: readonly string[]): Promise<number> {
  const options = commandOptions(args)
  await using keep = await openFrom(options)
  const { signIn } = keep.connection
  if (!signIn) throw new UsageError('There is nothing to sign in to: only --client-id by itself needs it.')
  const username = await signIn(({ message, url }) => {
    console.log(message)
    // The address stands above for who has no browser here.
    if (options.interactive) open(url).catch(() => {})
  })
  console.log(`${username} is signed in.`)
  return 0
}
