import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'

/** The query options that OData gives a meaning to, without their `$`. */
export type SystemOption =
  | 'filter'
  | 'select'
  | 'expand'
  | 'orderby'
  | 'top'
  | 'skip'
  | 'count'
  | 'search'
  | 'skiptoken'
  | 'deltatoken'

/** The query part of a request. */
export interface Query {
  /** A system option in any casing, with or without its `$`; `undefined` when absent. */
  option(name: SystemOption): string | undefined
  /** A plain parameter in any casing, e.g. `startDateTime`; `undefined` when absent. */
  parameter(name: string): string | undefined
  /** The same query with some options replaced and those given as `undefined` left out, for a link to the next page. */
  rewritten(changes: Readonly<Partial<Record<SystemOption, string | undefined>>>): string
}

const systemOptions: readonly string[] = [
  'filter',
  'select',
  'expand',
  'orderby',
  'top',
  'skip',
  'count',
  'search',
  'skiptoken',
  'deltatoken',
] satisfies readonly SystemOption[]

/** Reads the part of a URL after `?`; refuses broken percent-encoding with Graph's 400. */
export function parseQuery(search: string): Query {
  const pairs = search.replace(/^\?/, '').split('&').filter(Boolean).map(readPair)
  const values = new Map<string, string>()
  for (const { key, value } of pairs) {
    if (values.has(key) && key.startsWith('$')) specifiedTwice(key)
    if (!values.has(key)) values.set(key, value)
  }

  return {
    option: (name) => values.get(`$${name}`),
    parameter: (name) => values.get(name.toLowerCase()),
    rewritten(changes) {
      const kept = pairs.filter(({ key }) => !Object.hasOwn(changes, key.slice(1)))
      const added = Object.entries(changes).filter(([, value]) => value !== undefined)
      const parts = [
        ...kept.map(({ name, value }) => `${encodeName(name)}=${encodeURIComponent(value)}`),
        ...added.map(([key, value]) => `$${key}=${encodeURIComponent(value ?? '')}`),
      ]
      return parts.length === 0 ? '' : `?${parts.join('&')}`
    },
  }
}

/** Reads `$top` or `$skip`; refuses what is not a whole number of at least 0. */
export function readCount(query: Query, option: 'top' | 'skip'): number | undefined {
  const value = query.option(option)
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value)
  refuse(
    badRequest(
      `Invalid value '${value}' for $${option} query option found. The $${option} query option requires a non-negative integer value.`,
    ),
  )
}

/** Reads `$count`: whether the answer shall say how many rows there are in all. */
export function readCountWish(query: Query): boolean {
  const value = query.option('count')?.trim().toLowerCase()
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  refuse(
    badRequest(
      `Invalid value '${value}' for $count query option found. Valid values are 'true' and 'false'.`,
    ),
  )
}

function readPair(part: string): { readonly name: string; readonly key: string; readonly value: string } {
  const cut = part.indexOf('=')
  const name = decode(cut < 0 ? part : part.slice(0, cut))
  const value = cut < 0 ? '' : decode(part.slice(cut + 1))
  const lower = name.toLowerCase()
  return { name, key: systemOptions.includes(lower) ? `$${lower}` : lower, value }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return refuse(badRequest('The request URI is not valid: its percent-encoding cannot be read.'))
  }
}

function specifiedTwice(key: string): never {
  refuse(
    badRequest(`Query option '${key}' was specified more than once, but it must be specified at most once.`),
  )
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replace('%24', '$')
}
