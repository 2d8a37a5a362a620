import type { TenantState } from '../../tenant/tenant-state.ts'
import { dateOf } from '../../time/timestamp.ts'
import { type Group, isGroup, isUnified } from '../groups/group.ts'
import { siteWebUrl } from '../sites/site.ts'
import { products, usersOf } from '../users-admin/products.ts'
import type { ReportPeriod } from './report-period.ts'
import type { ReportRow } from './report-row.ts'
import type { ReportShape } from './report-shapes.ts'
import { licensedUsers, teamMessages } from './usage-events.ts'

/** The rows of a report about groups, sites, teams or products. */
export function placeRows(
  shape: ReportShape,
  tenant: TenantState,
  period: ReportPeriod,
): readonly ReportRow[] {
  switch (shape.unit) {
    case 'group':
      return shape.source === 'none' ? [] : groupRows(tenant, period)
    case 'site':
      return siteRows(tenant)
    case 'team':
      return teamRows(tenant, period)
    case 'product':
      return officeProducts.map((product) => ({
        'Product Type': product,
        Assigned: products.slice(0, 1).reduce((sum, each) => sum + usersOf(each, tenant.directory), 0),
      }))
    default:
      return licensedUsers(tenant).map((user) => ({
        'User Principal Name': user.userPrincipalName,
        'Display Name': user.displayName,
        'Product Type': officeProducts[0] ?? '',
        'Activated On Shared Computer': 'False',
      }))
  }
}

const officeProducts = ['MICROSOFT 365 APPS FOR ENTERPRISE']

function groupRows(tenant: TenantState, { from, to }: ReportPeriod): readonly ReportRow[] {
  return tenant
    .groups()
    .all.filter(isUnified)
    .map((group) => {
      const posts = tenant
        .conversations()
        .of(group)
        .flatMap(({ threads }) => threads.flatMap((thread) => thread.posts))
      const latest = Math.max(0, ...posts.map(({ at }) => at))
      return {
        'Group Display Name': group.displayName,
        'Is Deleted': 'False',
        'Owner Principal Name': ownerOf(group),
        'Last Activity Date': latest === 0 ? '' : dateOf(latest),
        'Group Type': group.visibility ?? '',
        'Member Count': group.members.length,
        'External Member Count': guestsIn(group),
        'Exchange Received Email Count': posts.filter(({ at }) => at >= from && at < to).length,
        'Exchange Mailbox Total Item Count': posts.length,
        'Exchange Mailbox Storage Used (Byte)': posts.reduce(
          (sum, { body }) => sum + Buffer.byteLength(body.content),
          0,
        ),
      }
    })
}

function siteRows(tenant: TenantState): readonly ReportRow[] {
  return tenant.sites().all.map((site) => ({
    'Site Id': site.id.split(',')[1] ?? '',
    'Site URL': siteWebUrl(site),
    'Owner Display Name': site.createdBy.displayName,
    'Is Deleted': 'False',
    'Storage Allocated (Byte)': 27_487_790_694_400,
    'Root Web Template': site.owner.kind === 'group' ? 'Group' : 'Team Site',
    'Owner Principal Name': site.createdBy.userPrincipalName,
  }))
}

function teamRows(tenant: TenantState, { from, to }: ReportPeriod): readonly ReportRow[] {
  const teams = tenant.teams()
  return tenant.groups().all.flatMap((group) => {
    const team = teams.of(group)
    if (team === undefined) return []
    const active = team.channels.map(({ messages }) =>
      teamMessages(messages).filter(({ createdAt }) => createdAt >= from && createdAt < to),
    )
    const all = active.flat()
    const latest = Math.max(0, ...all.map(({ createdAt }) => createdAt))
    const replies = all.filter(({ replyTo }) => replyTo !== undefined).length
    return {
      'Team Name': group.displayName,
      'Team Id': group.id,
      'Team Type': group.visibility ?? '',
      'Last Activity Date': latest === 0 ? '' : dateOf(latest),
      'Active Users': new Set(all.map((message) => message.from)).size,
      'Active Channels': active.filter((messages) => messages.length > 0).length,
      Guests: guestsIn(group),
      'Post Messages': all.length - replies,
      'Reply Messages': replies,
      'Channel Messages': all.length,
      Mentions: all.reduce((sum, { mentions }) => sum + mentions.length, 0),
    }
  })
}

function ownerOf({ owners }: Group): string {
  return owners[0]?.userPrincipalName ?? ''
}

function guestsIn({ members }: Group): number {
  return members.filter((member) => !isGroup(member) && member.userType === 'Guest').length
}
