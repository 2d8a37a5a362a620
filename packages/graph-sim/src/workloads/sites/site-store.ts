import type { ChangeFeed, ChangeTeller } from '../../change-feed/change-feed.ts'
import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import { type Group, isUnified } from '../groups/group.ts'
import type { GroupStore } from '../groups/group-store.ts'
import { groupSite } from './group-site.ts'
import type { ListItem, Site, SiteList } from './site.ts'

/** Values of columns by their names; `null` empties one. */
export type FieldValues = ReadonlyMap<string, string | number | null>

/** The sites of a tenant. */
export interface SiteStore {
  /** The root site first; those of people are left out. */
  readonly all: readonly Site[]
  /** The team site of a group; `undefined` for a group that has none. */
  ofGroup(group: Group): Site | undefined
  /** By id, `root`, a host, or a host and path such as `host:/sites/a`, those of people too; refuses what is not there. */
  find(reference: string): Site
  addItem(list: SiteList, fields: FieldValues, by: User): ListItem
  changeItem(list: SiteList, item: ListItem, fields: FieldValues, by: User): void
  removeItem(list: SiteList, item: ListItem): void
}

/** What a store of sites is made of. */
export interface SiteBasis {
  /** The sites to begin with, the root first. */
  readonly first: readonly Site[]
  readonly clock: Clock
  readonly random: Random
  readonly groups: GroupStore
  /** The site that somebody's own files are in, for everybody. */
  readonly personal: () => readonly Site[]
  /** Who made a site that nobody owns. */
  readonly founder: User
  readonly feed: ChangeFeed
  /** Hears of every change in a list. */
  readonly tell: ChangeTeller<SiteList>
}

/** Creates a store of sites; every Microsoft 365 group has one as long as it exists. */
export function createSiteStore(basis: SiteBasis): SiteStore {
  const { first, clock, random, groups, founder, feed, tell } = basis
  const host = first[0]?.host ?? ''
  const ofGroups = new Map<string, Site>()
  for (const site of first) if (site.owner.kind === 'group') ofGroups.set(site.owner.id, site)
  const touch = (list: SiteList): string => {
    list.version++
    list.lastModifiedDateTime = timestamp(clock.now())
    tell.updated(list)
    return list.lastModifiedDateTime
  }
  const ofGroup = (group: Group): Site | undefined => {
    if (!isUnified(group)) return undefined
    const known = ofGroups.get(group.id)
    const site = known ?? groupSite({ group, host, random: random.fork(group.id), clock, founder, feed })
    ofGroups.set(group.id, site)
    return site
  }
  const all = (): readonly Site[] => [
    ...first.filter(({ owner }) => owner.kind !== 'group'),
    ...groups.all.flatMap((group) => ofGroup(group) ?? []),
  ]

  return {
    get all() {
      return all()
    },
    ofGroup,
    find(reference) {
      const wanted = reference.toLowerCase()
      const found = all().find((site) => isNamed(site, wanted))
      return found ?? basis.personal().find((site) => isNamed(site, wanted)) ?? refuse(driveItemNotFound)
    },
    addItem(list, fields, by) {
      const now = touch(list)
      const item: ListItem = {
        number: ++list.lastItem,
        guid: random.guid(),
        createdDateTime: now,
        createdBy: by,
        lastModifiedDateTime: now,
        lastModifiedBy: by,
        version: 1,
        fields: new Map(),
      }
      fill(item, fields)
      list.items.set(String(item.number), item)
      return item
    },
    changeItem(list, item, fields, by) {
      item.lastModifiedDateTime = touch(list)
      item.lastModifiedBy = by
      item.version++
      fill(item, fields)
    },
    removeItem(list, item) {
      touch(list)
      list.items.delete(String(item.number))
    },
  }
}

function isNamed({ id, host, path }: Site, reference: string): boolean {
  if (reference === id || reference === id.split(',')[1]) return true
  const [named, at = ''] = reference.split(/:\/?(.*)/s)
  if (named !== host && !(named === 'root' && !host.includes('-my.'))) return false
  return path.toLowerCase() === `${at === '' ? '' : '/'}${at}`
}

function fill({ fields }: ListItem, values: FieldValues): void {
  for (const [name, value] of values) {
    if (value === null) fields.delete(name)
    else fields.set(name, value)
  }
}
