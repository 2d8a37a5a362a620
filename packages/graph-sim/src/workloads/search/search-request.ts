import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { type Aggregation, readAggregations } from './read-aggregations.ts'
import { readTypes, type SearchedType, searchedTypes } from './searched-type.ts'

/** One search, as the body of a request asks for it. */
export interface SearchRequest {
  readonly types: readonly SearchedType[]
  /** In KQL. */
  readonly query: string
  readonly from: number
  readonly size: number
  /** The properties to return of each result; `undefined` for the usual ones. */
  readonly fields: readonly string[] | undefined
  readonly sortBy: readonly SortProperty[]
  readonly aggregations: readonly Aggregation[]
  readonly aggregationFilters: readonly string[]
  /** Whether the three most relevant messages come first. */
  readonly topFirst: boolean
  /** The geographic location that an app searches in. */
  readonly region: string | undefined
  /** Whether an app searches what people have shared with nobody, too. */
  readonly includesPrivate: boolean
}

/** One criterion of the order of results. */
export interface SortProperty {
  readonly name: string
  readonly direction: 'asc' | 'desc'
}

/** Reads the body of a search; refuses what the search API refuses. */
export function readSearchRequest(json: JsonObject): SearchRequest {
  const requests = member(json, 'requests')
  if (!Array.isArray(requests) || requests.length === 0)
    refuse(badRequest('The requests of a search are required.'))
  if (requests.length > 1) refuse(badRequest('Only a single search request is supported at a time.'))
  const request: unknown = requests[0]
  if (!isObject(request)) refuse(badRequest('A search request has to be an object.'))
  refuseUnserved(request)
  const types = readTypes(member(request, 'entityTypes'))
  const options = member(request, 'sharePointOneDriveOptions')
  return {
    types,
    query: readQuery(member(request, 'query')),
    from: readInt(request, 'from', { least: 0, otherwise: 0 }),
    size: readSize(request, types),
    fields: readTexts(request, 'fields'),
    sortBy: readSort(request, types),
    aggregations: readAggregations(member(request, 'aggregations'), types),
    aggregationFilters: readTexts(request, 'aggregationFilters') ?? [],
    topFirst: member(request, 'enableTopResults') === true && types.includes('message'),
    region: readText(member(request, 'region'), 'region'),
    includesPrivate:
      isObject(options) && /\bprivateContent\b/.test(String(member(options, 'includeContent'))),
  }
}

function refuseUnserved(request: JsonObject): void {
  const collapse = member(request, 'collapseProperties')
  if (Array.isArray(collapse) && collapse.length > 0) refuse(notSimulated('collapseProperties of a search'))
  const templates = member(request, 'resultTemplateOptions')
  if (isObject(templates) && member(templates, 'enableResultTemplate') === true)
    refuse(notSimulated('result templates of a search'))
  const alteration = member(request, 'queryAlterationOptions')
  if (isObject(alteration) && Object.values(alteration).includes(true))
    refuse(notSimulated('spelling corrections of a search'))
}

/** A template wraps the query in further KQL. */
function readQuery(value: unknown): string {
  const text = isObject(value) ? readText(member(value, 'queryString'), 'queryString') : undefined
  if (text === undefined) return refuse(badRequest('The queryString of a search request is required.'))
  const template = isObject(value) ? readText(member(value, 'queryTemplate'), 'queryTemplate') : undefined
  return template === undefined ? text : template.replaceAll(/\{searchTerms\}/gi, () => text)
}

function readSize(request: JsonObject, types: readonly SearchedType[]): number {
  const most = Math.min(...types.map((type) => searchedTypes[type].largestPage))
  const size = readInt(request, 'size', { least: 0, otherwise: 25 })
  if (size > most) refuse(badRequest(`The size of a search for ${types.join(', ')} is ${most} at most.`))
  return size
}

function readSort(request: JsonObject, types: readonly SearchedType[]): readonly SortProperty[] {
  const value = member(request, 'sortProperties')
  if (value === undefined) return []
  if (!Array.isArray(value)) return refuse(badRequest('sortProperties has to be a collection.'))
  if (value.length > 5) refuse(badRequest('There can be at most 5 sort properties.'))
  const unsorted = types.find((type) => searchedTypes[type].sorts === 'fixed')
  if (value.length > 0 && unsorted !== undefined)
    refuse(badRequest(`Sort is not supported for the entity type '${unsorted}'.`))
  return value.map((one: unknown) => {
    const name = isObject(one) ? readText(member(one, 'name'), 'name') : undefined
    if (name === undefined || !isObject(one)) return refuse(badRequest('A sort property needs a name.'))
    return { name, direction: String(member(one, 'isDescending')) === 'true' ? 'desc' : 'asc' }
  })
}

function readInt(
  request: JsonObject,
  name: string,
  { least, otherwise }: { readonly least: number; readonly otherwise: number },
): number {
  const value = member(request, name)
  if (value === undefined) return otherwise
  if (Number.isInteger(value) && Number(value) >= least && Number(value) < 2 ** 31) return Number(value)
  return refuse(badRequest(`The ${name} of a search request has to be a number of at least ${least}.`))
}

function readTexts(request: JsonObject, name: string): readonly string[] | undefined {
  const value = member(request, name)
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  return refuse(badRequest(`${name} has to be a collection of strings.`))
}

function readText(value: unknown, name: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  return refuse(badRequest(`The ${name} of a search request has to be a string.`))
}
