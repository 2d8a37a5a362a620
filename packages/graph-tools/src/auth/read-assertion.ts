import { readFile } from 'node:fs/promises'

import { SignInRequired } from '@graphkeep/core'

/**
 * Reads the token of a workload from its file.
 *
 * @throws {@link SignInRequired} when there is none.
 */
export async function readAssertion(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const assertion = text.trim()
  if (assertion) return assertion
  throw new SignInRequired(
    'The file with the token of the workload is missing, empty or not readable. Check where it is mounted.',
  )
}
