import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { type SearchedType, searchedTypes } from './searched-type.ts'

/** A question about all results: how many have each value of a field. */
export interface Aggregation {
  /** As the request spells it. */
  readonly field: string
  readonly size: number
  readonly sortBy: 'count' | 'key'
  readonly direction: 'asc' | 'desc'
  readonly minimumCount: number
  /** Only values that begin like this; empty for all. */
  readonly prefix: string
  readonly ranges: readonly BucketRange[]
}

/** One bucket of an aggregation by ranges; without a bound it is open there. */
export interface BucketRange {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** Reads the aggregations of a search; refuses types that have none. */
export function readAggregations(value: unknown, types: readonly SearchedType[]): readonly Aggregation[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return refuse(badRequest('aggregations has to be a collection.'))
  const without = types.find((type) => searchedTypes[type].aggregates === 'nothing')
  if (value.length > 0 && without !== undefined)
    refuse(badRequest(`Aggregation is not supported for the entity type '${without}'.`))
  return value.map(readAggregation)
}

function readAggregation(value: unknown): Aggregation {
  const field = isObject(value) ? member(value, 'field') : undefined
  if (!isObject(value) || typeof field !== 'string')
    return refuse(badRequest('An aggregation needs a field.'))
  const bucket = member(value, 'bucketDefinition')
  const definition = isObject(bucket) ? bucket : {}
  const ranges = member(definition, 'ranges')
  return {
    field,
    size: numberOf(value, 'size', 10),
    sortBy: /^count$/i.test(String(member(definition, 'sortBy') ?? 'count')) ? 'count' : 'key',
    direction: String(member(definition, 'isDescending')) === 'true' ? 'desc' : 'asc',
    minimumCount: numberOf(definition, 'minimumCount', 0),
    prefix: String(member(definition, 'prefixFilter') ?? ''),
    ranges: Array.isArray(ranges) ? ranges.filter(isObject).map(readRange) : [],
  }
}

function readRange(range: JsonObject): BucketRange {
  const bound = (name: string): string | undefined => {
    const value = member(range, name)
    return value === undefined ? undefined : String(value)
  }
  return { from: bound('from'), to: bound('to') }
}

function numberOf(json: JsonObject, name: string, otherwise: number): number {
  const value = Number(member(json, name) ?? otherwise)
  return Number.isInteger(value) && value >= 0
    ? value
    : refuse(badRequest(`The ${name} of an aggregation has to be a number of at least 0.`))
}
