import { describe, expect, it } from 'vitest'
import { reportShapes } from '../../src/workloads/usage-reports/report-shapes.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant({ people: 8 }))

async function rowsOf(path: string): Promise<readonly (readonly string[])[]> {
  const { text, status } = await client.get(path)
  expect(status).toBe(200)
  return text
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
}

describe('usage reports', () => {
  it.each(reportShapes.map(({ name, takes, columns }) => [name, takes, columns] as const))(
    '%s have the documented columns',
    async (name, takes, columns) => {
      const path = takes === 'nothing' ? `/reports/${name}` : `/reports/${name}(period='D7')`
      const [head, ...rows] = await rowsOf(path)
      expect(head).toEqual(columns)
      for (const row of rows) expect(row).toHaveLength(columns.length)
    },
  )

  it('about days have a row for each, the latest first, and count what the mailboxes hold', async () => {
    const [, ...rows] = await rowsOf("/reports/getEmailActivityCounts(period='D30')")
    expect(rows).toHaveLength(30)
    expect(rows[0]?.slice(-2)).toEqual(['2026-11-16', '30'])
    const received = rows.reduce((sum, row) => sum + Number(row[2]), 0)
    const [, ...people] = await rowsOf("/reports/getEmailActivityUserDetail(period='D30')")
    expect(received).toBe(people.reduce((sum, row) => sum + Number(row[7]), 0))
  })

  it('about one day name those who did something on it; only the last 30 days can be asked for', async () => {
    const [, ...rows] = await rowsOf('/reports/getEmailAppUsageUserDetail(date=2026-11-12)')
    expect(rows.length).toBeLessThanOrEqual(8)
    for (const date of ['2026-09-01', '2026-12-01', 'yesterday']) {
      const { status, json } = await client.get(`/reports/getTeamsUserActivityUserDetail(date=${date})`)
      expect([status, json['error']?.['code']]).toEqual([400, 'InvalidArgument'])
    }
    expect((await client.get('/reports/getTeamsTeamCounts(date=2026-11-12)')).status).toBe(400)
  })

  it('about the apps can be had as JSON', async () => {
    const { json } = await client.get("/reports/getM365AppUserCounts(period='D7')?$format=application/json")
    expect(json['value']?.[0]).toMatchObject({ reportRefreshDate: '2026-11-16', reportPeriod: 7 })
    expect(json['value']?.[0]?.['userCounts']).toHaveLength(7)
    const detail = await client.get("/reports/getM365AppUserDetail(period='D7')?$format=application/json")
    expect(detail.json['value']?.[0]?.['details']?.[0]).toMatchObject({
      reportPeriod: 7,
      outlookWindows: false,
    })
  })
})
