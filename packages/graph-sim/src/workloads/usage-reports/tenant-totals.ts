import type { TenantState } from '../../tenant/tenant-state.ts'
import { isUnified } from '../groups/group.ts'
import { siteWebUrl } from '../sites/site.ts'
import type { ReportRow } from './report-row.ts'
import type { ReportShape } from './report-shapes.ts'
import { filesIn, licensedUsers } from './usage-events.ts'

/** What there is in a tenant altogether, for the columns of a report that do not tell what was done. */
export function tenantTotals(tenant: TenantState, shape: ReportShape): ReportRow {
  switch (shape.source) {
    case 'mail':
      return mailTotals(tenant, shape)
    case 'files':
      return { 'Site Type': 'OneDrive', ...driveTotals(tenant, shape) }
    case 'sites':
      return {
        'Site Type': 'All',
        Total: tenant.sites().all.filter((site) => siteWebUrl(site) !== '').length,
      }
    case 'groups':
      return { Total: shape.name.endsWith('GroupCounts') ? tenant.groups().all.filter(isUnified).length : 0 }
    case 'teams':
      return teamTotals(tenant)
    default:
      return {}
  }
}

function mailTotals(tenant: TenantState, { name, columns }: ReportShape): ReportRow {
  const users = licensedUsers(tenant)
  const used = columns.includes('Storage Used (Byte)')
    ? users.flatMap((user) => tenant.mailbox(user).messages.all)
    : []
  return {
    Total: users.length,
    'Under Limit': name.includes('Quota') ? users.length : 0,
    'Storage Used (Byte)': used.reduce((sum, { body, attachments }) => {
      return sum + Buffer.byteLength(body.content) + attachments.reduce((own, { size }) => own + size, 0)
    }, 0),
  }
}

function driveTotals(tenant: TenantState, { name }: ReportShape): ReportRow {
  const users = licensedUsers(tenant)
  if (name.endsWith('AccountCounts')) return { Total: users.length }
  const files = users.flatMap((user) => filesIn(tenant.drive(user).root))
  return {
    Total: files.length,
    'Storage Used (Byte)': files.reduce((sum, { content }) => sum + (content?.size ?? 0), 0),
  }
}

function teamTotals(tenant: TenantState): ReportRow {
  const teams = tenant.teams()
  const groups = tenant.groups().all.filter((group) => teams.of(group) !== undefined)
  const isPrivate = groups.filter(({ visibility }) => visibility === 'Private').length
  return { 'Public Teams': groups.length - isPrivate, 'Private Teams': isPrivate }
}
