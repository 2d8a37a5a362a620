import type { Random } from '../random/random.ts'
import { timestamp } from '../time/timestamp.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Column, ListItem, Site, SiteList } from '../workloads/sites/site.ts'
import { projects } from './company.ts'

/** What sites are made from. */
export interface SiteSource {
  readonly random: Random
  /** The first part of it names the host. */
  readonly domain: string
  /** Milliseconds since the epoch; everything happened before. */
  readonly now: number
  readonly users: readonly User[]
}

const risks: readonly string[] = [
  'Delivery of the sensors slips',
  'Permit for the quay is late',
  'Battery does not last the winter',
  'Customer changes the interface',
  'Diver not available in May',
  'Calibration rig is booked out',
]

const decisions: readonly string[] = [
  'Use the stainless housing',
  'Keep the old protocol for one season',
  'Order two spare units',
  'Train the crew on site',
  'Send readings every ten minutes',
]

/** Makes the company's root site, and one for each project with a list of risks and one of decisions. */
export function makeSites(source: SiteSource): readonly Site[] {
  const about = projects.map(({ name, about, customer }) => ({
    path: `/sites/${name.toLowerCase()}`,
    displayName: name,
    description: `${about}, for ${customer}`,
  }))
  const root = { path: '', displayName: 'Home', description: 'News and rules of the company' }
  return [root, ...about].map((one, i) => makeSite(one, i, source))
}

function makeSite(
  named: Pick<Site, 'path' | 'displayName' | 'description'>,
  number: number,
  { random, domain, now, users }: SiteSource,
): Site {
  const own = random.fork(named.path)
  const host = `${domain.split('.')[0] ?? domain}.sharepoint.com`.toLowerCase()
  const begun = now - (400 - 20 * number) * 86_400_000
  const lists = [
    makeList('Risks', risks, { random: own.fork('risks'), begun, now, users }),
    makeList('Decisions', decisions, { random: own.fork('decisions'), begun, now, users }),
  ]
  return {
    ...named,
    id: `${host},${own.guid()},${own.guid()}`,
    host,
    createdDateTime: timestamp(begun),
    lists,
  }
}

interface ListSource {
  readonly random: Random
  readonly begun: number
  readonly now: number
  readonly users: readonly User[]
}

function makeList(name: string, titles: readonly string[], source: ListSource): SiteList {
  const { random, begun, now, users } = source
  const items = titles.map((title, i) => makeItem(title, i + 1, source))
  return {
    id: random.guid(),
    name,
    displayName: name,
    description: '',
    createdDateTime: timestamp(begun),
    createdBy: random.pick(users),
    columns: makeColumns(random),
    items: new Map(items.map((item) => [String(item.number), item])),
    lastModifiedDateTime: timestamp(now - 86_400_000),
    version: items.length + 1,
    lastItem: items.length,
  }
}

function makeColumns(random: Random): readonly Column[] {
  const column = (name: string, kind: Column['kind'], choices: readonly string[] = []): Column => ({
    id: random.guid(),
    name,
    displayName: name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    kind,
    choices,
  })
  return [
    column('Title', 'text'),
    column('Status', 'choice', ['Open', 'Done']),
    column('DueDate', 'dateTime'),
    column('Cost', 'number'),
  ]
}

function makeItem(title: string, number: number, { random, now, users }: ListSource): ListItem {
  const at = timestamp(now - random.int(2, 200) * 86_400_000)
  const by = random.pick(users)
  return {
    number,
    guid: random.guid(),
    createdDateTime: at,
    createdBy: by,
    lastModifiedDateTime: at,
    lastModifiedBy: by,
    version: 1,
    fields: new Map<string, string | number>([
      ['Title', title],
      ['Status', random.chance(0.5) ? 'Open' : 'Done'],
      ['DueDate', timestamp(now + random.int(1, 90) * 86_400_000)],
      ['Cost', random.int(1, 40) * 250],
    ]),
  }
}
