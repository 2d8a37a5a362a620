import { unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import type { FilterUse } from '../../odata/compile-filter.ts'
import type { QueryShape, Refusal } from '../../odata/list-rules.ts'

/** How a property of a directory object may be filtered. */
export interface FilterSupport {
  /** The operators that every query takes. */
  readonly plain: readonly string[]
  /** The operators that only advanced queries take; `null` stands for comparisons with it. */
  readonly advanced: readonly string[]
}

/** What there is of a type's properties; those that are not here cannot be filtered by. */
export type FilterTable = Readonly<Record<string, FilterSupport>>

/** Writes a row of a table: operators by default, and with advanced query parameters; negation always needs those. */
export function filtered(plain: string, advanced = ''): FilterSupport {
  const list = (words: string): readonly string[] => words.split(' ').filter(Boolean)
  return { plain: list(plain), advanced: ['ne', 'not', ...list(advanced)] }
}

/** Refuses filters on properties that do not take them, or take them in advanced queries only (Graph rule 8). */
export function filterRefusal(resource: string, table: FilterTable): Refusal {
  return {
    source: 'Graph rule 8',
    when: (shape) => unsupported(shape, table) !== undefined,
    problem: (shape) =>
      unsupportedDirectoryQuery(
        `Unsupported or invalid query filter clause specified for property '${unsupported(shape, table)}' of resource '${resource}'.`,
      ),
  }
}

/** Whether a query has both of the advanced query parameters, or `$search` with the header. */
export function isAdvanced({ eventual, has }: QueryShape): boolean {
  return eventual && (has.count || has.search)
}

/** All uses of properties in a filter, those inside of lambdas under the name of their collection. */
export function allUses(filter: readonly FilterUse[]): readonly FilterUse[] {
  return filter.flatMap((use) =>
    use.inner === undefined
      ? [use]
      : [use, ...allUses(use.inner).map((inner) => ({ ...inner, property: use.property }))],
  )
}

function unsupported(shape: QueryShape, table: FilterTable): string | undefined {
  return allUses(shape.filter).find((use) => !isSupported(use, table, isAdvanced(shape)))?.property
}

function isSupported(
  { property, operator, withNull }: FilterUse,
  table: FilterTable,
  advanced: boolean,
): boolean {
  if (operator === 'not' || operator === 'any') return true
  if (property.endsWith('/$count')) return advanced
  const [name = ''] = property.split('/')
  const support = Object.hasOwn(table, name) ? table[name] : undefined
  if (support === undefined) return false
  const word = withNull === true && operator === 'eq' ? 'null' : (sameAs[operator] ?? operator)
  return support.plain.includes(word) || (advanced && support.advanced.includes(word))
}

/** Operators that are taken where others are. */
const sameAs: Readonly<Record<string, string>> = { gt: 'ge', lt: 'le' }
