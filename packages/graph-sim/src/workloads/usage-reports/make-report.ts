import { companyName } from '../../population/company.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { dateOf } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import { findProduct } from '../users-admin/products.ts'
import { placeRows } from './place-rows.ts'
import { countedIn, emptyCell, kindsOfService } from './report-columns.ts'
import type { ReportPeriod } from './report-period.ts'
import type { Cell, ReportRow } from './report-row.ts'
import type { ReportShape } from './report-shapes.ts'
import { tenantTotals } from './tenant-totals.ts'
import { licensedUsers, type UsageEvent, usageEvents } from './usage-events.ts'

const day = 86_400_000

/** Makes a report of what is in the tenant; columns that the tenant has nothing for are empty, no or 0. */
export function makeReport(
  shape: ReportShape,
  tenant: TenantState,
  period: ReportPeriod,
): readonly ReportRow[] {
  const events = usageEvents(tenant, shape.source)
  const fixed = { 'Report Refresh Date': dateOf(period.to - 1), 'Report Period': period.days }
  return factsOf(shape, tenant, { period, events }).map((facts) =>
    Object.fromEntries(
      shape.columns.map((column) => {
        const known: ReportRow = { ...fixed, ...facts }
        return [column, known[column] ?? emptyCell(column)]
      }),
    ),
  )
}

interface Usage {
  readonly period: ReportPeriod
  readonly events: readonly UsageEvent[]
}

function factsOf(shape: ReportShape, tenant: TenantState, usage: Usage): readonly ReportRow[] {
  switch (shape.unit) {
    case 'user':
      return usersIn(tenant, usage).map((user) => userFacts(user, shape, usage))
    case 'day':
      return daysIn(usage.period).map((from) => ({
        'Report Date': dateOf(from),
        ...tenantTotals(tenant, shape),
        ...counts(shape, within(usage.events, from, from + day)),
      }))
    case 'period': {
      const { from, to } = usage.period
      const own = counts(shape, within(usage.events, from, to))
      return [{ ...tenantTotals(tenant, shape), ...own, ...inactive(own, licensedUsers(tenant).length) }]
    }
    default:
      return placeRows(shape, tenant, usage.period)
  }
}

/** Everybody who is licensed; a report about one day is about those who did something on it. */
function usersIn(tenant: TenantState, { period, events }: Usage): readonly User[] {
  const users = licensedUsers(tenant)
  if (period.days > 1) return users
  const active = new Set(within(events, period.from, period.to).map(({ userId }) => userId))
  return users.filter(({ id }) => active.has(id))
}

/** The days of a period, the latest first. */
function daysIn({ from, to }: ReportPeriod): readonly number[] {
  return Array.from({ length: Math.round((to - from) / day) }, (_, i) => to - (i + 1) * day)
}

function within(events: readonly UsageEvent[], from: number, to: number): readonly UsageEvent[] {
  return events.filter(({ at }) => at >= from && at < to)
}

function counts({ columns, counts: what, source }: ReportShape, events: readonly UsageEvent[]): ReportRow {
  if (source === 'none') return {}
  return Object.fromEntries(
    columns.flatMap((column) => {
      const kinds = countedIn(column)
      if (kinds === undefined) return []
      const found = events.filter(({ kind }) => kinds.includes(kind))
      const people = what === 'users' || column === 'Active Users'
      return [[column, people ? new Set(found.map(({ userId }) => userId)).size : found.length] as const]
    }),
  )
}

function inactive(active: ReportRow, users: number): ReportRow {
  return Object.fromEntries(
    Object.entries(active)
      .filter(([column]) => column.endsWith(' Active'))
      .map(([column, count]) => [column.replace(/ Active$/, ' Inactive'), users - Number(count)]),
  )
}

function userFacts(user: User, shape: ReportShape, { period, events }: Usage): ReportRow {
  const own = events.filter(({ userId }) => userId === user.id)
  const licensed = user.assignedLicenses.length > 0 ? 'True' : 'False'
  return {
    'User Principal Name': user.userPrincipalName,
    'Display Name': user.displayName,
    'User Id': user.id,
    'User State': 'active',
    'Tenant Display Name': companyName,
    'Is Licensed': licensed === 'True' ? 'Yes' : 'No',
    'Assigned Products': user.assignedLicenses
      .flatMap(({ skuId }) => findProduct(skuId)?.skuPartNumber ?? [])
      .join('+'),
    'Has Other Action': 'No',
    'Last Activity Date': lastDay(own),
    ...Object.fromEntries(
      ['Exchange', 'OneDrive', 'SharePoint', 'Teams'].flatMap((service) => [
        [`Has ${service} License`, licensed],
        [`${service} License Assign Date`, licensed === 'True' ? user.createdDateTime.slice(0, 10) : ''],
        [
          `${service} Last Activity Date`,
          lastDay(own.filter(({ kind }) => kindsOfService(service).includes(kind))),
        ],
      ]),
    ),
    ...(shape.name.startsWith('getM365App')
      ? appFacts(own)
      : counts(shape, within(own, period.from, period.to))),
  }
}

/** Whether somebody used an app; on which platform is not known. */
function appFacts(own: readonly UsageEvent[]): ReportRow {
  const used = (service: string): Cell =>
    own.some(({ kind }) => kindsOfService(service).includes(kind)) ? 'Yes' : 'No'
  return {
    ...Object.fromEntries(
      ['Windows', 'Mac', 'Mobile', 'Web', 'Word', 'Excel', 'PowerPoint', 'OneNote'].map((name) => [
        name,
        'No',
      ]),
    ),
    Outlook: used('Outlook'),
    Teams: used('Teams'),
  }
}

function lastDay(events: readonly UsageEvent[]): string {
  return events.length === 0 ? '' : dateOf(Math.max(...events.map(({ at }) => at)))
}
