import { unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { SystemOption } from '../../odata/query.ts'

const unsupported: readonly SystemOption[] = ['top', 'orderby', 'expand', 'search', 'skip']
const mostIds = 50

/** Refuses the options that changes of directory objects do not take (Graph rule 22). */
export function refuseUnsupportedOptions(call: Call): void {
  const bad = unsupported.find((option) => call.query.option(option) !== undefined)
  if (bad !== undefined)
    refuse(unsupportedDirectoryQuery(`The query parameter '$${bad}' is not supported with delta.`))
}

/** The objects that a filter names by their ids; `undefined` without a filter. */
export function idsInFilter(call: Call): ReadonlySet<string> | undefined {
  const filter = call.query.option('filter')
  if (filter === undefined) return undefined
  const parts = filter.trim().split(/\s+or\s+/i)
  const ids = parts.map((part) => /^\(?\s*id\s+eq\s+'([^']*)'\s*\)?$/i.exec(part)?.[1]?.toLowerCase())
  const known = ids.filter((id) => id !== undefined)
  if (known.length < parts.length)
    refuse(unsupportedDirectoryQuery('Only filters on id are supported with delta.'))
  if (known.length > mostIds)
    refuse(unsupportedDirectoryQuery(`A delta filter may name ${mostIds} ids at most.`))
  return new Set(known)
}
