import { badRequest, expandNotSupported } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { Entity } from './entity.ts'
import { findProperty } from './property-type.ts'
import { parseQuery, type Query } from './query.ts'

/** What of each entity an answer shall hold. */
export interface Selection {
  /** The properties by name, as the metadata spells them. */
  readonly properties: readonly string[]
  /** The properties that were asked for with `$select`; `undefined` without it. */
  readonly asked: readonly string[] | undefined
  /** The navigation properties to fetch along, each with its own options. */
  readonly expanded: readonly Expansion[]
}

/** One item of `$expand`. */
export interface Expansion {
  readonly name: string
  /** Whether the property was reached through a derived type, e.g. `microsoft.graph.itemAttachment/item`. */
  readonly isCast: boolean
  readonly query: Query
}

/** Reads `$select` and `$expand`; refuses names that the entity does not have, as Graph words it. */
export function readSelection<row>(
  query: Query,
  entity: Entity<row>,
  expandable: readonly string[],
): Selection {
  const asked = readSelect(query.option('select'), entity)
  const expanded = readExpand(query.option('expand'), entity, expandable)
  return { asked, expanded, properties: asked ?? entity.defaults }
}

/** The bracket that follows an entity set in `@odata.context`; empty when everything is returned. A derived type's properties do not count. */
export function selectionSuffix({ asked, expanded }: Selection): string {
  const own = expanded.filter(({ isCast }) => !isCast)
  const names = [...(asked ?? []), ...own.map(({ name }) => `${name}()`)]
  return names.length === 0 ? '' : `(${names.join(',')})`
}

function readSelect<row>(value: string | undefined, entity: Entity<row>): readonly string[] | undefined {
  if (value === undefined) return undefined
  const names = value.split(',').map((name) => name.trim())
  if (names.every((name) => name === '')) return undefined
  if (names.includes('*')) return Object.keys(entity.properties)
  return [...new Set(names.filter(Boolean).flatMap((name) => selected(name, entity)))]
}

function selected<row>(name: string, entity: Entity<row>): readonly string[] {
  const [first = ''] = name.split('/')
  const property = findProperty(entity.properties, first)
  if (property !== undefined) return [property.name]
  return findNavigation(entity, name) === undefined ? unknown(name, entity) : []
}

function readExpand<row>(
  value: string | undefined,
  entity: Entity<row>,
  expandable: readonly string[],
): readonly Expansion[] {
  if (value === undefined || value.trim() === '') return []
  return splitOutside(value, ',').map((part) => {
    const [, name = part, options = ''] = /^\s*([^(\s]+)\s*(?:\((.*)\))?\s*$/s.exec(part) ?? []
    const navigation = findNavigation(entity, name) ?? findNavigation(entity, lastPart(name))
    if (navigation === undefined) {
      if (findProperty(entity.properties, name) !== undefined) refuse(expandNotSupported(name))
      return unknown(name, entity)
    }
    const own = lastPart(navigation)
    if (!expandable.includes(own)) refuse(expandNotSupported(own))
    return { name: own, isCast: name.includes('/'), query: parseQuery(encodeOptions(options)) }
  })
}

/** A property of a derived type stands behind the type's name. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function findNavigation<row>(entity: Entity<row>, name: string): string | undefined {
  return entity.navigation.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
}

function unknown<row>(name: string, entity: Entity<row>): never {
  refuse(
    badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${entity.name}'.`,
    ),
  )
}

/** Nested options are separated by `;` and arrive decoded, so they are encoded again to be read as a query. */
function encodeOptions(options: string): string {
  return splitOutside(options, ';')
    .map((option) => {
      const cut = option.indexOf('=')
      return cut < 0 ? option : `${option.slice(0, cut).trim()}=${encodeURIComponent(option.slice(cut + 1))}`
    })
    .join('&')
}

/** Splits at a separator that stands neither in brackets nor in quotes. */
function splitOutside(value: string, separator: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let quoted = false
  let start = 0
  for (let i = 0; i < value.length; i++) {
    const character = value[i]
    if (character === "'") quoted = !quoted
    else if (quoted) continue
    else if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === separator && depth === 0) {
      parts.push(value.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, value.slice(start)].filter((part) => part.trim() !== '')
}
