import { invalidFilterNodes } from '../../errors/catalog.ts'
import type { QueryShape, Refusal } from '../../odata/list-rules.ts'

/** What the mailbox store evaluates in a filter; `in`, `endswith` and the other functions it does not. */
const operators: readonly string[] = [
  'eq',
  'ne',
  'gt',
  'ge',
  'lt',
  'le',
  'startswith',
  'contains',
  'not',
  'any',
]

/** Refuses filters that parse but that the mailbox store cannot evaluate; `any` is taken on the given lists only. */
export function outlookFilterRefusal(lists: readonly string[]): Refusal {
  return {
    source: 'microsoft-graph-docs-contrib issues 523 and 7277, microsoft-graph-explorer-v4 issue 3957',
    when: ({ filter }) =>
      filter.some(({ operator, property }) => {
        if (operator === 'any') return !lists.includes(property)
        return !operators.includes(operator)
      }),
    problem: () => invalidFilterNodes,
  }
}

/** Refuses an option beside `$search` (Graph rule 5). */
export function refuseWithSearch(option: 'filter' | 'skip' | 'count'): Refusal {
  const name = option.charAt(0).toUpperCase() + option.slice(1)
  return {
    source: 'Graph rule 5',
    when: ({ has }: QueryShape) => has.search && has[option],
    problem: () => ({
      status: 400,
      code: `SearchWith${name}`,
      message: `The query parameter '$${option}' is not supported with '$search'.`,
    }),
  }
}
