import { createHmac } from 'node:crypto'
import type { Clock } from '../../tenant/clock.ts'
import type { Drive } from './drive.ts'
import type { DriveItem, FileContent } from './drive-item.ts'

const path = '/_layouts/15/download.aspx'
const lifetime = 3_600_000

/** Addresses at which a file's bytes can be had without a token, for an hour. */
export interface Downloads {
  /** An address for a client whose requests begin with `base`. */
  urlFor(base: string, drive: Drive, item: DriveItem): string
  /** Whether a path is one of a download. */
  owns(pathname: string): boolean
  /** The file behind an address; `undefined` when it is forged, out of date, or the file is gone. */
  open(url: URL): FileContent | undefined
}

/** Creates the downloads of a tenant; `drives` gives the drives that exist so far. */
export function createDownloads(clock: Clock, secret: string, drives: () => Iterable<Drive>): Downloads {
  const sign = (id: string, until: string): string =>
    createHmac('sha256', secret).update(`${id}/${until}`).digest('base64url').slice(0, 32)

  return {
    owns: (pathname) => pathname.endsWith(path),
    urlFor(base, drive, item) {
      const id = drive.ids.guid(item.number)
      const until = (Math.floor(clock.now() / 60_000) * 60_000 + lifetime).toString(36)
      return `${hostFor(base, drive)}${path}?UniqueId=${id}&tempauth=${until}.${sign(id, until)}&ApiVersion=2.0`
    },
    open(url) {
      const id = url.searchParams.get('UniqueId') ?? ''
      const [until = '', signature] = (url.searchParams.get('tempauth') ?? '').split('.')
      if (signature !== sign(id, until) || Number.parseInt(until, 36) < clock.now()) return undefined
      for (const drive of drives()) {
        const found = findByGuid(drive, drive.root, id)
        if (found !== undefined) return found.content
      }
      return undefined
    },
  }
}

function findByGuid(drive: Drive, item: DriveItem, guid: string): DriveItem | undefined {
  if (drive.ids.guid(item.number) === guid) return item
  for (const child of item.children?.values() ?? []) {
    const found = findByGuid(drive, child, guid)
    if (found !== undefined) return found
  }
  return undefined
}

/** In process the address looks like SharePoint's; over HTTP it stays with the server that was asked. */
function hostFor(base: string, { owner }: Drive): string {
  const { origin, hostname } = new URL(base)
  if (hostname !== 'graph.microsoft.com') return origin
  const tenant = owner.userPrincipalName.replace(/^.*@([^.]*).*$/, '$1')
  return `https://${tenant}-my.sharepoint.com/personal/${owner.userPrincipalName.replace(/[@.]/g, '_')}`
}
