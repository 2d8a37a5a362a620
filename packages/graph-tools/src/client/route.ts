/** Names after a collection that are not ids. */
const operations: readonly string[] = ['$count', '$ref', '$value', 'delta', 'root', 'getbyids']

/** Collections whose name does not end with an `s`. */
const irregular: readonly string[] = ['children', 'calendarview']

/**
 * Returns a path with its ids and file names replaced by `{id}` and `{path}`, and without its query, so that it can
 * stand in an event.
 *
 * What could be an id is taken for one: a word too few is told rather than one too many.
 */
export function routeOf(path: string): string {
  const [bare = ''] = path.split(/[?#]/, 1)
  const segments = bare
    .replace(/:\/[^:]*(:?)/, (_, end: string) => `:/{path}${end}`)
    .split('/')
    .filter(Boolean)
  return `/${segments.map((segment, index) => segmentOf(segment, segments[index - 1])).join('/')}`
}

function segmentOf(segment: string, before: string | undefined): string {
  if (/^(root|\{path\}):?$/.test(segment)) return segment
  if (segment.endsWith(':')) return `${segmentOf(segment.slice(0, -1), before)}:`
  if (operations.includes(segment.toLowerCase())) return segment
  if (before !== undefined && isCollection(before)) return '{id}'
  const [, name] = /^(\$?[A-Za-z]{2,40})(\(.*\))?$/.exec(segment) ?? []
  return name ?? '{id}'
}

function isCollection(segment: string): boolean {
  return /^[A-Za-z]+s$/.test(segment) || irregular.includes(segment.toLowerCase())
}
