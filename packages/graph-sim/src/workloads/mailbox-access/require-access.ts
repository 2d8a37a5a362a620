import type { Principal } from '../../auth/principal.ts'
import { accessDenied, mailboxClosed } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Match } from '../../routing/router.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'
import type { FolderRole } from './mailbox-access.ts'

/** A request for something in a mailbox. */
export interface MailboxRequest {
  readonly match: Match
  readonly principal: Principal
  readonly owner: User
  readonly tenant: TenantState
}

/**
 * Refuses a signed-in user whom the owner of a mailbox has not let in, as Exchange does: what may not be read is not
 * found, what may be read and not changed is denied.
 */
export function requireMailboxAccess(request: MailboxRequest): void {
  const { match, principal, owner, tenant } = request
  if (principal.kind === 'application' || principal.user.id === owner.id) return
  const part = partOf(match.route.paths[0] ?? '')
  if (part === 'open' || tenant.access.has(owner, principal.user, 'fullAccess')) return
  const role = roleOn(request, principal.user, part)
  if (role === undefined) refuse(match.route.method === 'GET' ? mailboxClosed : accessDenied.outlook)
  if (role === 'read' && match.route.method !== 'GET') refuse(accessDenied.outlook)
}

type MailboxPart = 'mail' | 'contacts' | 'whole' | 'open'

/** What everybody may ask about a colleague. */
const openPaths = /^\/users\/\{user\}\/(findMeetingTimes|getMailTips|people|photos?)\b/

/** Calendars ask by themselves, each one whom it is shared with. */
const calendarPaths = /^\/users\/\{user\}\/(calendar|events|reminderView)/

function partOf(path: string): MailboxPart {
  if (openPaths.test(path) || calendarPaths.test(path)) return 'open'
  const [, first = ''] = /^\/users\/\{user\}\/(\w+)/.exec(path) ?? []
  if (first === 'messages' || first === 'mailFolders') return 'mail'
  return first.startsWith('contact') ? 'contacts' : 'whole'
}

function roleOn(
  { match, owner, tenant }: MailboxRequest,
  user: User,
  part: MailboxPart,
): FolderRole | undefined {
  switch (part) {
    case 'contacts':
      return tenant.access.roleOn(owner, user, part)
    case 'mail': {
      const { folder, message } = match.params
      const mailbox = tenant.mailbox(owner)
      if (folder === undefined && message === undefined) return undefined
      const { number } =
        folder === undefined ? mailbox.messages.find(message ?? '').folder : mailbox.folders.find(folder)
      return tenant.access.roleOn(owner, user, folderName(number))
    }
    default:
      return undefined
  }
}

/** The name under which access to a mail folder is kept. */
export function folderName(number: number): string {
  return `mail ${number}`
}
