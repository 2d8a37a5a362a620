import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Candidate, type ManagedProperties, managedName } from './candidate.ts'
import type { Aggregation, BucketRange } from './read-aggregations.ts'

/** The managed properties that can be counted. */
const refinable: readonly (keyof ManagedProperties)[] = [
  'filetype',
  'contentclass',
  'author',
  'size',
  'created',
  'lastmodifiedtime',
]

interface Bucket {
  readonly key: string
  readonly count: number
  readonly aggregationFilterToken: string
}

/** Counts results by the values of a field; refuses fields that cannot be counted. */
export function aggregate(found: readonly Candidate[], aggregation: Aggregation): object {
  const { field, size, minimumCount, ranges } = aggregation
  const name = refinableName(field)
  const values = found.map(({ managed }) => managed[name])
  const buckets = ranges.length > 0 ? rangeBuckets(values, name, ranges) : valueBuckets(values, aggregation)
  return {
    field,
    buckets: buckets.filter(({ count }) => count >= minimumCount).slice(0, ranges.length || size),
  }
}

/** Keeps what fits the tokens that an earlier answer gave with its buckets. */
export function applyAggregationFilter(found: readonly Candidate[], filter: string): readonly Candidate[] {
  const [, field, rest = ''] = /^(\w+):(.*)$/s.exec(filter) ?? []
  if (field === undefined) return refuse(badRequest(`Invalid aggregation filter '${filter.slice(0, 80)}'.`))
  const name = refinableName(field)
  const [, from, to] = /^"?range\(([^,]+),\s*([^,)]+)/s.exec(rest) ?? []
  if (from !== undefined && to !== undefined) {
    const range = { from: from === 'min' ? undefined : from, to: to.trim() === 'max' ? undefined : to }
    return found.filter(({ managed }) => isWithin(managed[name], range))
  }
  const wanted = [...rest.matchAll(/ǂǂ([0-9a-f]*)/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').toString(),
  )
  if (wanted.length === 0) refuse(badRequest(`Invalid aggregation filter '${filter.slice(0, 80)}'.`))
  return found.filter(({ managed }) => wanted.includes(String(managed[name])))
}

function refinableName(field: string): keyof ManagedProperties {
  const name = managedName(field)
  if (name !== undefined && refinable.includes(name)) return name
  return refuse(badRequest(`The property '${field.slice(0, 80)}' is not refinable.`))
}

function valueBuckets(
  values: readonly (string | number)[],
  { sortBy, direction, prefix }: Aggregation,
): readonly Bucket[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
  counts.delete('')
  const sign = direction === 'desc' ? -1 : 1
  return [...counts]
    .filter(([key]) => key.toLowerCase().startsWith(prefix.toLowerCase()))
    .toSorted(([a, m], [b, n]) => (sortBy === 'count' ? sign * (m - n) : 0) || sign * (a < b ? -1 : 1))
    .map(([key, count]) => ({
      key,
      count,
      aggregationFilterToken: `"ǂǂ${Buffer.from(key).toString('hex')}"`,
    }))
}

function rangeBuckets(
  values: readonly (string | number)[],
  name: keyof ManagedProperties,
  ranges: readonly BucketRange[],
): readonly Bucket[] {
  const isNumber = name === 'size'
  return ranges.map((range) => ({
    key: isNumber ? numberKey(range) : momentKey(range),
    count: values.filter((value) => isWithin(value, range)).length,
    aggregationFilterToken: `range(${range.from ?? 'min'}, ${range.to ?? 'max, to="le"'})`,
  }))
}

function numberKey({ from, to }: BucketRange): string {
  if (from === undefined) return `Less than ${to}`
  return to === undefined ? `${from} and up` : `${from} up to ${to}`
}

function momentKey({ from, to }: BucketRange): string {
  if (from === undefined) return `Before ${to}`
  return to === undefined ? `${from} or later` : `From ${from} up to ${to}`
}

function isWithin(value: string | number, { from, to }: BucketRange): boolean {
  const read = (text: string | number): number =>
    typeof value === 'number' ? Number(text) : Date.parse(String(text))
  const at = read(value)
  return (from === undefined || at >= read(from)) && (to === undefined || at < read(to))
}
