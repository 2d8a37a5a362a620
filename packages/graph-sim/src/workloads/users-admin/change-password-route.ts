import { accessDenied } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { recordAudit } from '../administration/record-audit.ts'
import { checkPassword } from './check-password.ts'
import { directoryRefusal } from './directory-problems.ts'
import { changeOwnPassword } from './user-admin-permissions.ts'
import { aliasOf } from './user-from.ts'

/** Changing one's own password; nobody else can, and no app. */
export const changePasswordRoute: Route = {
  method: 'POST',
  paths: ['/users/{user}/changePassword'],
  workload: 'directory',
  permissions: changeOwnPassword,
  answer(call) {
    const { principal, user, tenant } = call
    if (principal.kind === 'application' || principal.user !== user) refuse(accessDenied.directory)
    const password = passwordOf(call, 'newPassword')
    const current = passwordOf(call, 'currentPassword')
    const known = tenant.administration.passwords.get(user)
    if (known !== undefined && known !== current)
      refuse(
        directoryRefusal(
          'The specified current password is not correct. Please provide the current password.',
        ),
      )
    checkPassword({ password, alias: aliasOf(user.userPrincipalName), policies: '' })
    tenant.administration.passwords.set(user, password)
    recordAudit(call, { activity: 'Change user password', operation: 'Update', target: user })
    return noContent
  },
}

function passwordOf(call: Call, name: string): string {
  const value = member(readJson(call), name)
  return typeof value === 'string' && value !== ''
    ? value
    : refuse(directoryRefusal(`${name} cannot be empty.`))
}
