import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import type { ListItem, Site, SiteList } from './site.ts'

/** Values of columns by their names; `null` empties one. */
export type FieldValues = ReadonlyMap<string, string | number | null>

/** The sites of a tenant. */
export interface SiteStore {
  /** The root site first. */
  readonly all: readonly Site[]
  /** By id, `root`, a host, or a host and path such as `host:/sites/a`; refuses what is not there. */
  find(reference: string): Site
  addItem(list: SiteList, fields: FieldValues, by: User): ListItem
  changeItem(list: SiteList, item: ListItem, fields: FieldValues, by: User): void
  removeItem(list: SiteList, item: ListItem): void
}

/** Creates a store of the given sites. */
export function createSiteStore(
  all: readonly Site[],
  clock: Clock,
  random: Random,
  tell: ChangeTeller<SiteList> = untold,
): SiteStore {
  const touch = (list: SiteList): string => {
    list.version++
    list.lastModifiedDateTime = timestamp(clock.now())
    tell.updated(list)
    return list.lastModifiedDateTime
  }

  return {
    all,
    find: (reference) =>
      all.find((site) => isNamed(site, reference.toLowerCase())) ?? refuse(driveItemNotFound),
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
  if (named === 'root' || named === host) return path === `${at === '' ? '' : '/'}${at}`
  return false
}

function fill({ fields }: ListItem, values: FieldValues): void {
  for (const [name, value] of values) {
    if (value === null) fields.delete(name)
    else fields.set(name, value)
  }
}
