import { DatabaseRefused } from '@graphkeep/core'

import type { Driver } from '../driver.ts'
import type { FoundKeys } from '../keys/find-keys.ts'
import { type Finding, type Inspection, inspect } from './inspect.ts'
import { refused } from './refusals.ts'

/**
 * Finds out what the file is, going by the keys that were found for it.
 *
 * @throws DatabaseRefused when it is not to be opened, nor to be replaced.
 */
export function inspectWithKeys(
  driver: Driver,
  { keys, ...rest }: Omit<Inspection, 'keys'> & { readonly keys: FoundKeys },
): Finding {
  try {
    return inspect(driver, { ...rest, keys: keys.pageKeys })
  } catch (error) {
    const isLost = keys.isOrphan && error instanceof DatabaseRefused && error.problem === 'wrong_key'
    throw isLost ? refused('keys_lost', rest.place.path, error) : error
  }
}
