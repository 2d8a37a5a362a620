import type { Call } from '../../gateway/call.ts'
import { driveOf } from './drive-call.ts'
import { identity, sizeOf } from './drive-entity.ts'

/** How much fits into a drive, in bytes. */
export const driveCapacity = 1_099_511_627_776

/** Writes a drive, alone or as the only one of a list. */
export function driveBody(call: Call, form: 'one' | 'list'): Record<string, unknown> {
  const drive = driveOf(call)
  const used = sizeOf(drive.root)
  const site = drive.owner.userPrincipalName.replace(/[@.]/g, '_')
  const host = drive.owner.userPrincipalName.replace(/^.*@([^.]*).*$/, '$1')
  const json = {
    createdDateTime: drive.root.createdDateTime,
    description: '',
    id: drive.ids.drive,
    lastModifiedDateTime: drive.root.lastModifiedDateTime,
    name: 'OneDrive',
    webUrl: `https://${host}-my.sharepoint.com/personal/${site}/Documents`,
    driveType: 'business',
    createdBy: { user: { displayName: 'System Account' } },
    lastModifiedBy: identity(drive.owner),
    owner: identity(drive.owner),
    quota: { deleted: 0, remaining: driveCapacity - used, state: 'normal', total: driveCapacity, used },
  }
  const context = `${call.base}/$metadata#users('${call.user.id}')/drives`
  if (form === 'list') return { '@odata.context': context, value: [json] }
  return { '@odata.context': `${call.base}/$metadata#drives/$entity`, ...json }
}
