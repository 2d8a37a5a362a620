import { randomBytes } from 'node:crypto'

import { keepMasterKey, loadMasterKey } from '@graphkeep/storage-adapters/keyring'
import {
  encryptDatabase,
  type ReplaceSecretOptions,
  replaceSecret,
  rotateKeys,
} from '@graphkeep/storage-adapters/sqlite'

import { type FoundSecret, findSecret } from '../find-secret.ts'
import { type CommandOptions, commandOptions } from './command-options.ts'
import { UsageError } from './usage-error.ts'

/** `graphkeep keys rotate [--master]` and `graphkeep keys encrypt`. */
export async function run(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  if (verb !== 'rotate' && verb !== 'encrypt')
    throw new UsageError('Say what to do: graphkeep keys rotate [--master], or graphkeep keys encrypt.')
  const options = commandOptions(rest)
  const found = await findSecret(options)
  const { path, secret } = found
  if (verb === 'encrypt') {
    await encryptDatabase({ path, ...secret })
    console.log(`${path} is encrypted, and nothing of it is left that is not.`)
  } else if (options.master) {
    await replaceSecret({ path, ...secret, ...(await successorOf(found, options)) })
    console.log(
      `${path} opens with the new master key or passphrase only. Its content was not encrypted anew.`,
    )
  } else {
    await rotateKeys({ path, ...secret })
    console.log(`${path} is encrypted with a new key.`)
  }
  return 0
}

/** The next secret: of the environment, because a command line is seen by others, or made where the last one is kept. */
async function successorOf(
  { origin }: FoundSecret,
  { keyFile }: CommandOptions,
): Promise<Pick<ReplaceSecretOptions, 'to' | 'keep'>> {
  const { GRAPHKEEP_NEW_KEY: newKey, GRAPHKEEP_NEW_PASSPHRASE: passphrase } = process.env
  if (newKey !== undefined) return { to: { masterKey: (await loadMasterKey({ key: newKey })).key } }
  if (passphrase) return { to: { passphrase } }
  if (origin !== 'keyring' && origin !== 'key file')
    throw new UsageError(
      'Set GRAPHKEEP_NEW_KEY or GRAPHKEEP_NEW_PASSPHRASE to what unlocks the file from now on.',
    )
  const masterKey = Uint8Array.from(randomBytes(32))
  return {
    to: { masterKey },
    keep: () => keepMasterKey(masterKey, origin === 'key file' && keyFile ? { keyFile } : {}),
  }
}
