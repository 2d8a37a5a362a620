import type { Problem } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { ListRules, QueryShape } from '../../odata/list-rules.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { fieldName, systemColumns } from './column.ts'
import type { SiteList } from './site.ts'

/** How the rows of a list may be asked for: by fields without an index only when the client says that it knows. */
export function rowRules(call: Call, { columns }: SiteList): ListRules {
  const knows = /HonorNonIndexedQueriesWarningMayFailRandomly/i.test(call.headers.get('prefer') ?? '')
  if (knows) return driveListRules
  const indexed = new Set([...columns, ...systemColumns].filter((column) => column.indexed).map(fieldName))
  indexed.add('id')
  const slow = ({ filter, orderBy }: QueryShape): string | undefined =>
    [...filter, ...orderBy]
      .map(({ property }) => /^fields\/(.*)$/.exec(property)?.[1])
      .find((name) => name !== undefined && !indexed.has(name))
  return {
    ...driveListRules,
    refusals: [
      {
        source: 'SharePoint keeps no index of such a column',
        when: (shape) => slow(shape) !== undefined,
        problem: (shape) => notIndexed(slow(shape) ?? ''),
      },
    ],
  }
}

function notIndexed(name: string): Problem {
  return {
    status: 400,
    code: 'invalidRequest',
    message: `Field '${name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.`,
  }
}
