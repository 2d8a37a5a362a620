import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { flag } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { changeUserSettings, readUserSettings } from './user-admin-permissions.ts'

const workload = 'directory'
const path = '/users/{user}/settings'

const properties = {
  contributionToContentDiscoveryAsOrganizationDisabled: flag,
  contributionToContentDiscoveryDisabled: flag,
} as const

/** Whether somebody's documents show up for others as recommended. */
export const userSettingsRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [path],
    workload,
    permissions: readUserSettings,
    answer: (call) => ok(bodyOf(call)),
  },
  {
    method: 'PATCH',
    paths: [path],
    workload,
    permissions: changeUserSettings,
    answer(call) {
      const members = readMembers(readJson(call), { name: 'userSettings', properties })
      const disabled = members['contributionToContentDiscoveryDisabled']
      if (typeof disabled === 'boolean') call.user.hidesDocuments = disabled
      return ok(bodyOf(call))
    },
  },
]

function bodyOf({ base, user }: Call): Readonly<Record<string, unknown>> {
  return {
    '@odata.context': `${base}/$metadata#users('${user.id}')/settings/$entity`,
    contributionToContentDiscoveryAsOrganizationDisabled: false,
    contributionToContentDiscoveryDisabled: user.hidesDocuments ?? false,
  }
}
