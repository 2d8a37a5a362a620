import { createHmac } from 'node:crypto'
import type { Clock } from '../../tenant/clock.ts'
import type { Drive } from './drive.ts'
import { hostFor } from './drive-host.ts'
import type { DriveItem, FileContent } from './drive-item.ts'
import { pdfOf } from './pdf-of.ts'
import { isThumbnailSize, type ThumbnailSize, thumbnailOf } from './thumbnail.ts'

const path = '/_layouts/15/download.aspx'
const lifetime = 3_600_000

/** A form that a file is given out in: as it is, as a PDF, a former version, or a small picture. */
export type Rendition = '' | 'pdf' | `v${number}` | ThumbnailSize

/** Addresses at which a file's bytes can be had without a token, for an hour. */
export interface Downloads {
  /** An address for a client whose requests begin with `base`; of the present content, or of a rendition. */
  urlFor(base: string, drive: Drive, item: DriveItem, rendition?: Rendition): string
  /** Whether a path is one of a download. */
  owns(pathname: string): boolean
  /** The file behind an address; `undefined` when it is forged, out of date, or the file is gone. */
  open(url: URL): FileContent | undefined
}

/** Creates the downloads of a tenant. */
export function createDownloads(clock: Clock, secret: string): Downloads {
  const drives = new Set<Drive>()
  const sign = (id: string, until: string): string =>
    createHmac('sha256', secret).update(`${id}/${until}`).digest('base64url').slice(0, 32)

  return {
    owns: (pathname) => pathname.endsWith(path),
    urlFor(base, drive, item, rendition = '') {
      drives.add(drive)
      const id = drive.ids.guid(item.number)
      const until = (Math.floor(clock.now() / 60_000) * 60_000 + lifetime).toString(36)
      const query = `UniqueId=${id}${rendition && `&Rendition=${rendition}`}`
      return `${hostFor(base, drive)}${path}?${query}&tempauth=${until}.${sign(`${id}${rendition}`, until)}&ApiVersion=2.0`
    },
    open(url) {
      const id = url.searchParams.get('UniqueId') ?? ''
      const rendition = url.searchParams.get('Rendition') ?? ''
      const [until = '', signature] = (url.searchParams.get('tempauth') ?? '').split('.')
      if (signature !== sign(`${id}${rendition}`, until) || Number.parseInt(until, 36) < clock.now())
        return undefined
      for (const drive of drives) {
        const found = findByGuid(drive, drive.root, id)
        if (found !== undefined) return contentOf(found, rendition)
      }
      return undefined
    },
  }
}

/** The present content, a former one by its number, or a picture of it by its size. */
function contentOf(item: DriveItem, rendition: string): FileContent | undefined {
  if (rendition === '') return item.content
  if (rendition === 'pdf') return pdfOf(item)
  if (isThumbnailSize(rendition)) return thumbnailOf(item, rendition)
  return item.history.find(({ number }) => `v${number}` === rendition)?.content
}

function findByGuid(drive: Drive, item: DriveItem, guid: string): DriveItem | undefined {
  if (drive.ids.guid(item.number) === guid) return item
  for (const child of item.children?.values() ?? []) {
    const found = findByGuid(drive, child, guid)
    if (found !== undefined) return found
  }
  return undefined
}
