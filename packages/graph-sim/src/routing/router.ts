import { methodNotAllowed, notSimulated, unknownSegment } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { normalizePath, type Segment } from './normalize-path.ts'
import type { Route } from './route.ts'

/** A route and what stands in the places of its parameters. */
export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
  /** The path of the route that was found, with its parameters in braces. */
  readonly template: string
}

/** Finds the route of a request; refuses as Graph does what Graph does not have, and with 501 what only the simulator lacks. */
export type Router = (method: string, path: string) => Match

interface Node {
  readonly literals: Map<string, Node>
  readonly functions: Map<string, Node>
  parameter: { readonly name: string; readonly node: Node } | undefined
  readonly routes: Map<string, Pick<Match, 'route' | 'template'>>
  /** Methods that Graph has here and the simulator lacks; `*` covers everything below as well. */
  readonly unserved: Set<string>
}

/** Builds a router of the routes and of a list of what Graph has besides, each `METHOD /path` or `* /path`. */
export function createRouter(routes: readonly Route[], unserved: readonly string[]): Router {
  const root = createNode()
  for (const route of routes)
    for (const path of route.paths) grow(root, path).routes.set(route.method, { route, template: path })
  for (const entry of unserved) {
    const [method = '', path = ''] = entry.split(' ')
    grow(root, path).unserved.add(method)
  }
  return (method, path) => find(root, method, normalizePath(path))
}

function createNode(): Node {
  return {
    literals: new Map(),
    functions: new Map(),
    parameter: undefined,
    routes: new Map(),
    unserved: new Set(),
  }
}

function grow(root: Node, path: string): Node {
  let node = root
  for (const part of path.split('/').filter(Boolean)) node = child(node, part)
  return node
}

function child(node: Node, part: string): Node {
  const name = /^\{(\w+)\}$/.exec(part)?.[1]
  if (name !== undefined) {
    node.parameter ??= { name, node: createNode() }
    return node.parameter.node
  }
  const [, called] = /^(\w+)\(.*\)$/.exec(part) ?? []
  const table = called === undefined ? node.literals : node.functions
  const key = (called ?? part).toLowerCase().replace(/^microsoft\.graph\./, '')
  const known = table.get(key) ?? createNode()
  table.set(key, known)
  return known
}

function find(root: Node, method: string, segments: readonly Segment[]): Match {
  const params: Record<string, string> = {}
  let node = root
  for (const segment of segments) {
    if (node.unserved.has('*')) return lacking(method, segments)
    const next = step(node, segment, params)
    if (next === undefined) return refuse(unknownSegment(segment.text))
    node = next
  }
  const found = node.routes.get(method)
  if (found !== undefined) return { ...found, params }
  if (node.unserved.has('*') || node.unserved.has(method)) return lacking(method, segments)
  if (node.routes.size === 0 && node.unserved.size === 0) return lacking(method, segments)
  return refuse(methodNotAllowed)
}

function step(node: Node, { key, text }: Segment, params: Record<string, string>): Node | undefined {
  const literal = node.literals.get(key)
  if (literal !== undefined) return literal
  const [, name = '', list = ''] = /^([\w.]+)\((.*)\)$/s.exec(text) ?? []
  const called = node.functions.get(name.toLowerCase().replace(/^microsoft\.graph\./, ''))
  if (called !== undefined) {
    Object.assign(params, readArguments(list))
    return called
  }
  if (node.parameter === undefined || (name !== '' && /=/.test(list))) return undefined
  params[node.parameter.name] = text
  return node.parameter.node
}

/** The arguments of a function in a path, with the quotes of strings taken off. */
function readArguments(list: string): Readonly<Record<string, string>> {
  const pairs = list.matchAll(/(\w+)\s*=\s*('(?:[^']|'')*'|[^,]*)/g)
  return Object.fromEntries(
    [...pairs].map(([, name = '', value = '']) => [
      name,
      /^'.*'$/s.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value,
    ]),
  )
}

function lacking(method: string, segments: readonly Segment[]): never {
  refuse(
    notSimulated(
      `${method} /${segments
        .map(({ text }) => text)
        .join('/')
        .slice(0, 200)}`,
    ),
  )
}
