import type { ChangeFeed, ChangeTeller } from '../../change-feed/change-feed.ts'
import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import type { FieldValue } from '../drive/drive-item.ts'
import { type Group, isUnified } from '../groups/group.ts'
import type { GroupStore } from '../groups/group-store.ts'
import { type Column, titleColumn } from './column.ts'
import { groupSite } from './group-site.ts'
import { newLibrary } from './new-library.ts'
import { newList } from './new-list.ts'
import { isSubsite, type ListItem, type RowVersion, type Site, type SiteList } from './site.ts'

/** Values of fields by their names; `null` empties one. */
export type FieldValues = ReadonlyMap<string, FieldValue | null>

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
  /** Brings back what was in a row; what it is now becomes a former version, too. */
  restoreVersion(list: SiteList, item: ListItem, version: RowVersion, by: User): void
  removeItem(list: SiteList, item: ListItem): void
  addList(site: Site, content: ListContent, by: User): SiteList
  /** Notes that a list itself was changed. */
  touchList(list: SiteList, by: User): void
  removeList(site: Site, list: SiteList): void
  /** The sites that somebody follows. */
  followed(user: User): readonly Site[]
  /** Lets somebody follow a site, or no longer. */
  follow(user: User, whether: 'too' | 'not', site: Site): void
  /** Everybody's own site. */
  personal(): readonly Site[]
  /** A new id for a column or the like. */
  nextId(): string
}

/** What a client says of a new list. */
export interface ListContent {
  readonly displayName: string
  readonly description: string
  readonly template: string
  readonly columns: readonly Column[]
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
  const followed = new Map<string, readonly Site[]>()
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
    ...first.filter((site) => site.owner.kind !== 'group' && !isSubsite(site)),
    ...groups.all.flatMap((group) => ofGroup(group) ?? []),
    ...first.filter(isSubsite),
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
        history: [],
        file: undefined,
      }
      fill(item, fields)
      list.items.set(String(item.number), item)
      return item
    },
    changeItem(list, item, fields, by) {
      if (item.file !== undefined) return changeFile(item.file, fields, by)
      keepVersion(item)
      item.lastModifiedDateTime = touch(list)
      item.lastModifiedBy = by
      item.version++
      fill(item, fields)
    },
    restoreVersion(list, item, version, by) {
      if (item.file !== undefined) return restoreFile(item.file, version, by)
      keepVersion(item)
      item.lastModifiedDateTime = touch(list)
      item.lastModifiedBy = by
      item.version++
      item.fields.clear()
      fill(item, version.fields)
    },
    removeItem(list, item) {
      touch(list)
      if (item.file === undefined) list.items.delete(String(item.number))
      else item.file.drive.remove(item.file.item)
    },
    addList(site, { displayName, description, template, columns }, by) {
      const at = timestamp(clock.now())
      const common = { id: random.guid(), displayName, by, at }
      const list =
        template === 'documentLibrary'
          ? newLibrary(site, { ...common, folder: displayName, clock, feed, fill: () => {} })
          : newList({ ...common, name: displayName, template, columns: [titleColumn()], library: undefined })
      list.description = description
      list.columns.push(...columns.filter(({ name }) => name !== 'Title'))
      site.lists.push(list)
      return list
    },
    touchList(list, by) {
      touch(list)
      list.lastModifiedBy = by
    },
    removeList: (site, list) => void site.lists.splice(site.lists.indexOf(list), 1),
    followed: ({ id }) => followed.get(id) ?? [],
    follow({ id }, whether, site) {
      const others = (followed.get(id) ?? []).filter((other) => other !== site)
      followed.set(id, whether === 'too' ? [...others, site] : others)
    },
    personal: basis.personal,
    nextId: () => random.guid(),
  }
}

function keepVersion({ version, fields, lastModifiedDateTime, lastModifiedBy, history }: ListItem): void {
  history.push({ number: version, fields: new Map(fields), lastModifiedDateTime, lastModifiedBy })
}

/** A version of a row in a library is one of its file. */
function restoreFile({ item, drive }: NonNullable<ListItem['file']>, { number }: RowVersion, by: User): void {
  const former = item.history.find((version) => version.number === number)
  if (former !== undefined) drive.write(item, former.content, by)
}

/** The name of a file is one of its fields. */
function changeFile({ item, drive }: NonNullable<ListItem['file']>, fields: FieldValues, by: User): void {
  const name = fields.get('FileLeafRef')
  if (typeof name === 'string' && item.parent !== undefined) drive.place(item, name, item.parent)
  fill(item, new Map([...fields].filter(([field]) => field !== 'FileLeafRef')))
  drive.touch(item, by)
}

function isNamed({ id, host, path }: Site, reference: string): boolean {
  const [, collection, web] = id.split(',')
  if (reference === id || reference === web) return true
  if (reference === collection || reference === `${host},${collection}`) return !isSubsite({ path })
  const [named, at = ''] = reference.split(/:\/?(.*)/s)
  if (named !== host && !(named === 'root' && !host.includes('-my.'))) return false
  return path.toLowerCase() === `${at === '' ? '' : '/'}${at}`
}

function fill({ fields }: Pick<ListItem, 'fields'>, values: FieldValues): void {
  for (const [name, value] of values) {
    if (value === null) fields.delete(name)
    else fields.set(name, value)
  }
}
