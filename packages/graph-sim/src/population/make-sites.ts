import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { Random } from '../random/random.ts'
import type { Clock } from '../tenant/clock.ts'
import { timestamp } from '../time/timestamp.ts'
import type { User } from '../workloads/directory/user.ts'
import type { DriveOwner } from '../workloads/drive/drive-owner.ts'
import type { Group } from '../workloads/groups/group.ts'
import { type Column, newColumn, titleColumn } from '../workloads/sites/column.ts'
import { newLibrary } from '../workloads/sites/new-library.ts'
import { newList } from '../workloads/sites/new-list.ts'
import type { ListItem, Site, SiteList } from '../workloads/sites/site.ts'
import type { Days } from './calendar-days.ts'
import { projects } from './company.ts'
import { makeFiles } from './make-files.ts'

/** What sites are made from. */
export interface SiteSource {
  readonly random: Random
  readonly clock: Clock
  readonly feed: ChangeFeed
  readonly days: Days
  /** The first part of it names the host. */
  readonly domain: string
  readonly users: readonly User[]
  readonly groups: readonly Group[]
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

/** Makes the company's root site and one for each project, each with files, a list of risks and one of decisions. */
export function makeSites(source: SiteSource): readonly Site[] {
  const about = projects.map(({ name, about, customer }) => ({
    path: `/sites/${name.toLowerCase()}`,
    displayName: name,
    description: `${about}, for ${customer}`,
  }))
  const root = { path: '', displayName: 'Home', description: 'News and rules of the company' }
  const [first] = about
  const below = {
    path: `${first?.path ?? '/sites/field'}/field`,
    displayName: 'Field work',
    description: 'Notes and plans of those on site',
  }
  const sites = [root, ...about].map((one, i) => makeSite(one, i, source))
  return [...sites, inCollection(makeSite(below, 1, source), sites[1])]
}

/** A site below another shares the first GUID of its id. */
function inCollection(site: Site, above: Site | undefined): Site {
  const [host, own, web] = site.id.split(',')
  return { ...site, id: [host, above?.id.split(',')[1] ?? own, web].join(',') }
}

type Named = Pick<Site, 'path' | 'displayName' | 'description'>

function makeSite(named: Named, number: number, source: SiteSource): Site {
  const { random, domain, days, users } = source
  const { now } = days
  const own = random.fork(named.path)
  const host = `${domain.split('.')[0] ?? domain}.sharepoint.com`.toLowerCase()
  const begun = now - (400 - 20 * number) * 86_400_000
  const lists = [
    makeList('Risks', risks, { random: own.fork('risks'), begun, now, users }),
    makeList('Decisions', decisions, { random: own.fork('decisions'), begun, now, users }),
  ]
  const site: Site = {
    ...named,
    id: `${host},${own.guid()},${own.guid()}`,
    host,
    createdDateTime: timestamp(begun),
    createdBy: own.pick(users),
    owner: ownerOf(named, source),
    lists,
    grants: [],
  }
  lists.push(makeLibrary(site, own.fork('documents'), source))
  return site
}

/** The site of a project is the team site of its group. */
function ownerOf({ displayName, path }: Named, { groups }: SiteSource): DriveOwner {
  const nickname = `project-${path.slice(path.lastIndexOf('/') + 1)}`
  const group = groups.find(({ mailNickname }) => mailNickname === nickname)
  if (group === undefined) return { kind: 'site', displayName }
  return { kind: 'group', id: group.id, email: group.mail, displayName: group.displayName }
}

function makeLibrary(site: Site, random: Random, { clock, feed, days, users }: SiteSource): SiteList {
  return newLibrary(site, {
    id: random.guid(),
    displayName: 'Documents',
    folder: 'Shared Documents',
    by: site.createdBy,
    at: site.createdDateTime,
    clock,
    feed,
    fill: (drive) => makeFiles(drive, { random: random.fork('files'), days, users, count: 16 }),
  })
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
  const by = random.pick(users)
  const list = newList({
    id: random.guid(),
    name,
    displayName: name,
    template: 'genericList',
    by,
    at: timestamp(begun),
    columns: makeColumns(random),
    library: undefined,
  })
  for (const item of items) list.items.set(String(item.number), item)
  return {
    ...list,
    lastModifiedDateTime: timestamp(now - 86_400_000),
    version: items.length + 1,
    lastItem: items.length,
  }
}

function makeColumns(random: Random): readonly Column[] {
  return [
    titleColumn(),
    newColumn({
      id: random.guid(),
      name: 'Status',
      kind: 'choice',
      indexed: true,
      facet: { choices: ['Open', 'Done'] },
    }),
    newColumn({ id: random.guid(), name: 'DueDate', displayName: 'Due Date', kind: 'dateTime' }),
    newColumn({ id: random.guid(), name: 'Cost', kind: 'number' }),
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
    history: [],
    file: undefined,
    fields: new Map<string, string | number>([
      ['Title', title],
      ['Status', random.chance(0.5) ? 'Open' : 'Done'],
      ['DueDate', timestamp(now + random.int(1, 90) * 86_400_000)],
      ['Cost', random.int(1, 40) * 250],
    ]),
  }
}
