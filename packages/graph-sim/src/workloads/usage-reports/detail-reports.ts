import type { TenantState } from '../../tenant/tenant-state.ts'
import { dateOf } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import type { Message } from '../mail/mail-folder.ts'
import { findProduct } from '../users-admin/products.ts'
import type { ReportPeriod } from './report-period.ts'
import type { ReportRow } from './report-row.ts'
import { filesIn, licensedUsers } from './usage-events.ts'

/** A report: a row for each person, under the titles of its columns. */
export type UsageReport = (tenant: TenantState, period: ReportPeriod) => readonly ReportRow[]

/** Who sent, received and read how much mail. */
export const emailActivity: UsageReport = (tenant, period) =>
  licensedUsers(tenant).map((user) => {
    const messages = within(tenant.mailbox(user).messages.all, period)
    const sent = messages.filter((message) => isFrom(message, user))
    const received = messages.filter((message) => !isFrom(message, user))
    const meetings = sent.flatMap(({ meeting }) => meeting?.type ?? [])
    const created = meetings.filter((type) => type === 'meetingRequest').length
    return {
      ...personOf(user, period),
      'Last Activity Date': lastDay(sent.map(({ sentDateTime }) => sentDateTime)),
      'Send Count': sent.length,
      'Receive Count': received.length,
      'Read Count': received.filter(({ isRead }) => isRead).length,
      'Meeting Created Count': created,
      'Meeting Interacted Count': meetings.length - created,
      'Assigned Products': productsOf(user),
      'Report Period': period.days,
    }
  })

/** How full each mailbox is. */
export const mailboxUsage: UsageReport = (tenant, period) =>
  licensedUsers(tenant).map((user) => {
    const { all } = tenant.mailbox(user).messages
    const deleted = all.filter(({ folder }) => folder.wellKnown === 'deleteditems')
    return {
      ...personOf(user, period),
      'Created Date': user.createdDateTime.slice(0, 10),
      'Last Activity Date': lastDay(all.map(({ sentDateTime }) => sentDateTime)),
      'Item Count': all.length - deleted.length,
      'Storage Used (Byte)': sizeOf(all),
      'Issue Warning Quota (Byte)': 105_226_698_752,
      'Prohibit Send Quota (Byte)': 106_300_440_576,
      'Prohibit Send/Receive Quota (Byte)': 107_374_182_400,
      'Deleted Item Count': deleted.length,
      'Deleted Item Size (Byte)': sizeOf(deleted),
      'Deleted Item Quota (Byte)': 32_212_254_720,
      'Has Archive': 'False',
      'Report Period': period.days,
    }
  })

/** How full each OneDrive is. */
export const driveUsage: UsageReport = (tenant, period) =>
  licensedUsers(tenant).map((user) => {
    const files = filesIn(tenant.drive(user).root)
    const changed = files.map(({ lastModifiedDateTime }) => lastModifiedDateTime)
    const recent = changed.filter((moment) => Date.parse(moment) >= period.from)
    const [name = '', domain = ''] = user.userPrincipalName.split('@')
    const company = domain.split('.')[0]
    return {
      'Report Refresh Date': refreshed(period),
      'Site URL': `https://${company}-my.sharepoint.com/personal/${`${name}_${domain}`.replaceAll('.', '_')}`,
      'Owner Display Name': user.displayName,
      'Is Deleted': 'False',
      'Last Activity Date': lastDay(changed),
      'File Count': files.length,
      'Active File Count': recent.length,
      'Storage Used (Byte)': files.reduce((sum, { content }) => sum + (content?.size ?? 0), 0),
      'Storage Allocated (Byte)': 1_099_511_627_776,
      'Owner Principal Name': user.userPrincipalName,
      'Report Period': period.days,
    }
  })

function personOf(user: User, period: ReportPeriod): ReportRow {
  return {
    'Report Refresh Date': refreshed(period),
    'User Principal Name': user.userPrincipalName,
    'Display Name': user.displayName,
    'Is Deleted': 'False',
    'Deleted Date': '',
  }
}

function refreshed({ to }: ReportPeriod): string {
  return dateOf(to - 1)
}

function within(messages: readonly Message[], { from, to }: ReportPeriod): readonly Message[] {
  return messages.filter(({ isDraft, receivedDateTime }) => {
    const at = Date.parse(receivedDateTime)
    return !isDraft && at >= from && at < to
  })
}

function isFrom({ from }: Message, { mail }: User): boolean {
  return from?.emailAddress.address.toLowerCase() === mail?.toLowerCase()
}

function lastDay(moments: readonly string[]): string {
  return moments.toSorted().at(-1)?.slice(0, 10) ?? ''
}

function sizeOf(messages: readonly Message[]): number {
  return messages.reduce(
    (sum, { body, attachments }) =>
      sum + Buffer.byteLength(body.content) + attachments.reduce((own, { size }) => own + size, 0),
    0,
  )
}

function productsOf({ assignedLicenses }: User): string {
  return assignedLicenses.flatMap(({ skuId }) => findProduct(skuId)?.skuPartNumber ?? []).join('+')
}
