import { InvalidInput } from '@graphkeep/core'

import type { Condition } from './condition.ts'
import type { EntityFacts } from './entity.ts'
import { kql } from './kql.ts'

/** What is asked for beside a search. */
interface Beside {
  readonly search: object | undefined
  readonly order: readonly unknown[]
  readonly count: boolean
}

/**
 * Writes the value of `$search`; `undefined` when nothing is searched for.
 *
 * @throws {@link InvalidInput} where the entity cannot be searched (Graph rules 5 and 6).
 */
export function readSearch(
  entity: EntityFacts,
  { search, order, count }: Beside,
  narrowed: readonly Condition[],
): string | undefined {
  if (search === undefined) return undefined
  if (entity.search === 'none') {
    throw new InvalidInput([
      `search: ${entity.name}s cannot be searched (Graph rule 6). Give a condition in where or here instead.`,
    ])
  }
  if (entity.search === 'kql' && (order.length > 0 || count)) {
    throw new InvalidInput([
      'search: what is searched for comes as it was sent, and is not counted (Graph rule 5). Leave out orderBy and count.',
    ])
  }
  const written = entity.search === 'kql' ? kql(search, narrowed) : byProperty(entity, search)
  if (written) return written
  throw new InvalidInput(['search: say what to search for'])
}

/** Any of the properties has to have its text: words in any place, or the beginning (Graph rule 7). */
function byProperty(entity: EntityFacts, search: object): string {
  const clauses = Object.entries(search).flatMap(([property, text]: [string, unknown]) => {
    if (text === undefined) return []
    const words = String(text).replaceAll(/["\\]/g, ' ').trim()
    if (words !== '' && entity.properties[property]?.search) return [`"${property}:${words}"`]
    throw new InvalidInput([
      `search: ${entity.name}s are not searched by "${words}" in ${property} (Graph rule 7)`,
    ])
  })
  return clauses.join(' OR ')
}
