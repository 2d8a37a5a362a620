import type { User } from '../directory/user.ts'
import { stableGuid } from './stable-guid.ts'

/** Where in SharePoint a drive is: a document library of a site. */
export interface DriveHome {
  /** Host, site collection and web, with commas between. */
  readonly siteId: string
  /** The address of the site, without a slash at its end. */
  readonly siteUrl: string
  /** The GUID of the library. */
  readonly listId: string
  /** The library's last part in addresses, e.g. `Shared Documents`. */
  readonly folder: string
  /** What people call the drive. */
  readonly name: string
  readonly driveType: 'business' | 'documentLibrary'
}

/** Where somebody's own files are. */
export function personalHome({ id, userPrincipalName }: User): DriveHome {
  const host = `${tenantOf(userPrincipalName)}-my.sharepoint.com`
  return {
    siteId: `${host},${stableGuid(`${id}/site`)},${stableGuid(`${id}/web`)}`,
    siteUrl: `https://${host}/personal/${userPrincipalName.replace(/[@.]/g, '_')}`,
    listId: stableGuid(`${id}/documents`),
    folder: 'Documents',
    name: 'OneDrive',
    driveType: 'business',
  }
}

function tenantOf(userPrincipalName: string): string {
  return userPrincipalName.replace(/^.*@([^.]*).*$/, '$1').toLowerCase()
}

/** The ids by which SharePoint's other interfaces know a drive's place. */
export function sharepointIds({ siteId, siteUrl, listId }: DriveHome): Readonly<Record<string, string>> {
  const [, site = '', web = ''] = siteId.split(',')
  return { listId, siteId: site, siteUrl, webId: web }
}
