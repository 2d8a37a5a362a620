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
    served.length === 0 || refused.length === 0 ? '' : String(refused.length),
  ])
  return table(['path', 'state', 'operations served', 'refused'], rows)
}

/** Every operation that is served, and every one that is refused, by the part of Graph that it belongs to. */
export function operationLists(): string {
  return areas()
    .map(({ path, served, refused }) => [`## ${path}`, list('Served', served), list('Refused', refused)])
    .map((parts) => parts.filter((part) => part !== '').join('\n\n'))
    .join('\n\n')
}

function list(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return ''
  return `${title}:\n\n${entries.map((entry) => `- \`${entry.replace(/^\* /, '')}\``).join('\n')}`
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

/** Padded as the formatter pads tables. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((cells) => cells[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0, fill)).join(' | ')} |`
  const rule = line(
    head.map(() => ''),
    '-',
  )
  return [line(head, ' '), rule, ...rows.map((cells) => line(cells, ' '))].join('\n')
}
