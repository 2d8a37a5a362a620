import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { compileFilter } from '../../odata/compile-filter.ts'
import type { Entity } from '../../odata/entity.ts'
import { parseFilter } from '../../odata/parse-filter.ts'
import { readSelection } from '../../odata/selection.ts'
import { extensionError } from './subscription-problems.ts'

/** Refuses query options that Outlook does not take in a subscription, and those that the entity cannot answer. */
export function checkOptions<row>({ query }: Call, entity: Entity<row>): void {
  if (/extendedProperties/i.test(query.option('expand') ?? ''))
    refuse(notSimulated('extended properties in notifications'))
  for (const option of ['top', 'skip', 'orderby', 'expand'] as const)
    if (query.option(option) !== undefined)
      refuse(extensionError(400, `The query option '$${option}' is not supported for this resource.`))
  readSelection(query, entity, [])
  const filter = query.option('filter')
  if (filter !== undefined) compileFilter<row>(parseFilter(filter), entity)
}
