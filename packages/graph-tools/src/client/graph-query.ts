/** A value of a query option; lists are joined with commas, `undefined` leaves the option out. */
export type QueryValue = string | number | boolean | readonly string[] | undefined

/**
 * Writes the query of a request, with every value encoded; empty when there is nothing to say.
 *
 * @example
 * ```ts
 * graphQuery({ $select: ['id', 'subject'], $filter: `subject eq ${odataString("R&D's")}` })
 * // "?$select=id,subject&$filter=subject%20eq%20'R%26D''s'"
 * ```
 */
export function graphQuery(options: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeValue(value)}`],
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/**
 * Writes a text as an OData literal: in single quotes, with those inside doubled (Graph rule 13).
 *
 * @example
 * ```ts
 * odataString("O'Neill") // "'O''Neill'"
 * ```
 */
export function odataString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function encodeValue(value: Exclude<QueryValue, undefined>): string {
  const text = typeof value === 'object' ? value.join(',') : String(value)
  return encodeURIComponent(text.toWellFormed()).replaceAll('%2C', ',')
}
