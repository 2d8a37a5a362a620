import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { within } from '../drive/drive.ts'
import { webUrl } from '../drive/drive-entity.ts'
import type { DriveHome } from '../drive/drive-home.ts'
import { permissionsOn } from './permissions-on.ts'
import { webUrlOf } from './share-id.ts'
import type { Shared } from './shared.ts'

const denied = {
  status: 403,
  code: 'accessDenied',
  message: 'The sharing link no longer exists, or you do not have permission to access it.',
}

/** Finds the item behind the id of a link, or of an item's own address, that the client may open. */
export function findShared(call: Call): Shared {
  const url = webUrlOf(call.params['share'] ?? '')?.replace(/[?#].*$/, '') ?? ''
  for (const place of call.tenant.drivePlaces()) {
    if (!leadsInto(url, place.home)) continue
    const drive = place.open()
    const item = within(drive.root).find(
      (each) => each.grants.some(({ link }) => link?.webUrl === url) || webUrl(each, drive) === url,
    )
    if (item !== undefined) return mayOpen(call, { drive, item }, url) ? { drive, item } : refuse(denied)
  }
  return refuse(denied)
}

/** The site's part of an address is the same in links and in the addresses of items. */
function leadsInto(url: string, { siteUrl }: DriveHome): boolean {
  const { origin, pathname } = new URL(siteUrl)
  return url.startsWith(origin) && url.includes(pathname)
}

function mayOpen({ principal, tenant }: Call, { drive, item }: Shared, url: string | undefined): boolean {
  return permissionsOn(item, drive, tenant.clock.now()).some(({ grant: { link, grantees } }) => {
    if (link !== undefined && link.webUrl !== url) return false
    if (link !== undefined && link.scope !== 'users') return true
    if (principal.kind === 'application') return true
    return grantees.some(({ id }) => id === principal.user.id)
  })
}
