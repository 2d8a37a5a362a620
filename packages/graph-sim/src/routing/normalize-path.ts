import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'

/** A piece of a path: its name in lower case for finding the route, and its text for parameters and errors. */
export interface Segment {
  readonly key: string
  readonly text: string
}

/**
 * Brings a path after the version into the form that the routing table is written in: keys in brackets become
 * segments of their own, drive items by path become one segment after `items`, `me` becomes `users/me`, and the calendars
 * of the default group are those of the user.
 */
export function normalizePath(path: string): readonly Segment[] {
  const raw = path.split('/').filter((part) => part !== '')
  const joined = joinItemPaths(raw.map(decodePart))
  const segments = joined.flatMap(splitKey)
  const own = spelledOut(segments)
  return flattenFolders(rootItems(withoutDefaultGroup(own)))
}

/** `me` is one of the users, and `drive` alone is that of `me`. */
function spelledOut(segments: readonly Segment[]): readonly Segment[] {
  const [first, ...rest] = segments
  if (first?.key === 'me') return [segment('users'), segment('me'), ...rest]
  return first?.key === 'drive' ? [segment('users'), segment('me'), ...segments] : segments
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return refuse(badRequest('The request URI is not valid: its percent-encoding cannot be read.'))
  }
}

/** `root:`, `a`, `b:` become `root:/a/b`; so do paths that begin at an item's id or at the host of a site. */
function joinItemPaths(parts: readonly string[]): readonly string[] {
  const start = parts.findIndex(
    (part, i) =>
      part.endsWith(':') &&
      (part.toLowerCase() === 'root:' || anchors.includes(parts[i - 1]?.toLowerCase() ?? '')),
  )
  if (start < 0) return parts
  const end = parts.findIndex((part, i) => i > start && part.endsWith(':'))
  const last = end < 0 ? parts.length - 1 : end
  const inside = parts
    .slice(start + 1, last + 1)
    .join('/')
    .replace(/:$/, '')
  const joined = [...parts.slice(0, start), `${parts[start] ?? ''}/${inside}`]
  return [...joined, ...joinItemPaths(parts.slice(last + 1))]
}

/** What stands before the beginning of a path by name. */
const anchors: readonly string[] = ['items', 'sites', 'special']

/** `messages('id')` is `messages/id`; functions with named parameters stay as they are. */
function splitKey(part: string): readonly Segment[] {
  const [, name, key] = /^([a-z]+)\('((?:[^']|'')*)'\)$/i.exec(part) ?? []
  return name === undefined || key === undefined
    ? [segment(part)]
    : [segment(name), segment(key.replaceAll("''", "'"))]
}

/** `calendarGroup` without an id is the default one. */
function withoutDefaultGroup(segments: readonly Segment[]): readonly Segment[] {
  return segments[2]?.key === 'calendargroup' && segments[3]?.key === 'calendars'
    ? [...segments.slice(0, 2), ...segments.slice(3)]
    : segments
}

/** The root of a drive is one of its items, and so is a special folder. */
function rootItems(segments: readonly Segment[]): readonly Segment[] {
  const at = segments.findIndex(
    ({ key }, i) =>
      (key === 'root' || key === 'special' || key.startsWith('root:/')) && isDrive(segments, i - 1),
  )
  if (at < 0) return segments
  const name = segments[at + 1]
  if (segments[at]?.key !== 'special')
    return [...segments.slice(0, at), segment('items'), ...segments.slice(at)]
  if (name === undefined) return segments
  return [
    ...segments.slice(0, at),
    segment('items'),
    segment(`special/${name.text}`),
    ...segments.slice(at + 2),
  ]
}

function isDrive(segments: readonly Segment[], at: number): boolean {
  return segments[at]?.key === 'drive' || segments[at - 1]?.key === 'drives'
}

/** A folder in a folder is found by its own id, however deep the path goes. */
function flattenFolders(segments: readonly Segment[]): readonly Segment[] {
  const flat: Segment[] = []
  for (const [i, one] of segments.entries()) {
    const child = segments[i + 1]
    const leadsOn = one.key === 'childfolders' && child !== undefined && child.key !== '$count'
    if (leadsOn && flat.length > 1) flat.pop()
    else flat.push(one)
  }
  return flat
}

function segment(text: string): Segment {
  return { key: text.toLowerCase().replace(/^microsoft\.graph\./, ''), text }
}
