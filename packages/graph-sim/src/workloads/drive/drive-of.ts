import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { findShared } from '../drive-sharing/find-shared.ts'
import { findList } from '../sites/find-list.ts'
import type { Site } from '../sites/site.ts'
import type { Drive } from './drive.ts'
import { personalHome } from './drive-home.ts'
import { driveIdOf } from './drive-ids.ts'
import type { DrivePlace } from './drive-place.ts'

/** The drive that a path names: somebody's own, one by its id, or the one that a link leads into. */
export function driveOf(call: Call): Drive {
  const { share, drive, list } = call.params
  if (share !== undefined) return findShared(call).drive
  if (drive !== undefined) return driveById(call, drive)
  if (list !== undefined) return (findList(siteOf(call), list).library ?? refuse(notLibrary)).open()
  const [first] = placesOf(call)
  return (first ?? refuse(driveItemNotFound)).open()
}

const notLibrary = {
  status: 400,
  code: 'invalidRequest',
  message: 'The list is not a document library.',
}

/** The drives that the user, group or site of a path has, its own first. */
export function placesOf(call: Call): readonly DrivePlace[] {
  if (call.params['site'] === undefined && call.params['group'] === undefined)
    return [{ user: call.user, home: personalHome(call.user), open: () => call.tenant.drive(call.user) }]
  return librariesOf(siteOf(call))
}

/** The document libraries of a site. */
export function librariesOf({ lists }: Site): readonly DrivePlace[] {
  return lists.flatMap(({ library }) => library ?? [])
}

/** The site that a path names, by itself or by its group. */
export function siteOf(call: Call): Site {
  const { site, group } = call.params
  const sites = call.tenant.sites()
  if (group === undefined) return sites.find(site ?? '')
  const own = sites.ofGroup(call.tenant.groups().find(group)) ?? refuse(driveItemNotFound)
  return site === undefined || site === 'root' || site === own.id ? own : refuse(driveItemNotFound)
}

function driveById(call: Call, id: string): Drive {
  if (
    call.params['user'] === undefined &&
    call.params['site'] === undefined &&
    call.params['group'] === undefined
  )
    return (call.tenant.drivePlace(id) ?? refuse(driveItemNotFound)).open()
  const own = placesOf(call).find(({ home }) => driveIdOf(home) === id)
  return (own ?? refuse(driveItemNotFound)).open()
}

/** The set that a path's drive is in, for `@odata.context`. */
export function driveContext(call: Call): string {
  const { share, drive, list } = call.params
  if (share !== undefined) return `shares('${encodeURIComponent(share)}')`
  const owner = ownerOf(call)
  if (list !== undefined) return `${owner}/lists('${encodeURIComponent(list)}')/drive`
  if (drive === undefined) return `${owner}/drive`
  return `${owner === '' ? '' : `${owner}/`}drives('${drive}')`
}

/** The user, group or site that a path begins with; empty for a drive by itself. */
function ownerOf(call: Call): string {
  const { user, group, site } = call.params
  if (user !== undefined) return `users('${call.user.id}')`
  if (group !== undefined) return `groups('${encodeURIComponent(group)}')`
  return site === undefined ? '' : `sites('${encodeURIComponent(site)}')`
}
