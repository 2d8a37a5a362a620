import { routingTable } from '../../src/routing/routing-table.ts'
import { unserved } from '../../src/routing/unserved.ts'

/** What is served and what is refused of one part of Graph. */
interface Area {
  readonly path: string
  /** Operations, each `METHOD /path`. */
  readonly served: readonly string[]
  /** The same; `*` stands for every method there and below. */
  readonly refused: readonly string[]
}

const served = routingTable.flatMap(({ method, paths }) => paths.map((path) => `${method} ${path}`))

/** One line a part of Graph: for a reader who wants to know whether it is worth trying. */
export function coverageTable(): string {
  const rows = areas().map(({ path, served, refused }) => [
    `\`${path}\``,
    served.length === 0 ? 'refused' : refused.length === 0 ? 'served' : 'partly',
    served.length === 0 ? '' : String(served.length),
    served.length === 0 ? '' : refused.map((entry) => `\`${shortened(entry, path)}\``).join(', '),
  ])
  return table(['path', 'state', 'operations', 'refused below it'], rows)
}

/** Every operation that is served. */
export function operationList(): string {
  const methods = Map.groupBy(served, (entry) => entry.slice(entry.indexOf(' ') + 1))
  const rows = [...methods]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([path, entries]) => [`\`${path}\``, entries.map((entry) => entry.split(' ')[0]).join(', ')])
  return table(['path', 'methods'], rows)
}

function areas(): readonly Area[] {
  const paths = new Set([...served, ...unserved].map((entry) => areaOf(entry.slice(entry.indexOf(' ') + 1))))
  const within = (entries: readonly string[], path: string): readonly string[] =>
    entries.filter((entry) => areaOf(entry.slice(entry.indexOf(' ') + 1)) === path)
  return [...paths]
    .toSorted((a, b) => a.localeCompare(b, 'en'))
    .map((path) => ({ path, served: within(served, path), refused: within(unserved, path) }))
}

/** What hangs on one user, group, site or team is an area of its own. */
function areaOf(path: string): string {
  const [, collection = '', one, part] = path.split('/')
  const root = collection.replace(/\(.*/, '')
  if (!/^\{(user|group|site)\}$/.test(one ?? '') || part === undefined) return `/${root}`
  return `/${root}/${one}/${part.replace(/\(.*/, '')}`
}

function shortened(entry: string, area: string): string {
  const [method = '', path = ''] = entry.split(' ')
  const rest = path.startsWith(area) ? `…${path.slice(area.length)}` : path
  return method === '*' ? rest : `${method} ${rest}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return lines.join('\n')
}
