import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

describe('settings, as Microsoft documents their answers', () => {
  it('keep parts of senders in capitals, and replace the actions of a rule as a whole', async () => {
    const client = clientOf(smallTenant())
    const rules = '/me/mailFolders/inbox/messageRules'
    const created = await client.post(rules, {
      displayName: 'From partner',
      sequence: 2,
      isEnabled: true,
      conditions: { senderContains: ['adele'] },
      actions: { delete: true, stopProcessingRules: true },
    })
    expect(created.status).toBe(201)
    const changed = await client.patch(`${rules}/${created.json['id']}`, {
      displayName: 'Important from partner',
      actions: { markImportance: 'high' },
    })
    expect(changed.json).toMatchObject({
      displayName: 'Important from partner',
      conditions: { senderContains: ['ADELE'] },
    })
    expect(changed.json['actions']).toEqual({ markImportance: 'high' })
  })

  it('spell the days of a described time zone as the metadata does', async () => {
    const client = clientOf(smallTenant())
    const change = { time: '02:00:00.0000000', dayOccurrence: 2, dayOfWeek: 'Sunday', month: 10, year: 0 }
    const { status, json } = await client.patch('/me/mailboxSettings', {
      workingHours: {
        daysOfWeek: ['Monday', 'Saturday'],
        timeZone: {
          '@odata.type': '#microsoft.graph.customTimeZone',
          bias: -300,
          name: 'Customized Time Zone',
          standardOffset: change,
          daylightOffset: { ...change, daylightBias: 100 },
        },
      },
    })
    expect(status).toBe(200)
    expect(json['workingHours']).toMatchObject({
      daysOfWeek: ['monday', 'saturday'],
      timeZone: { standardOffset: { dayOfWeek: 'sunday' }, daylightOffset: { dayOfWeek: 'sunday' } },
    })
  })
})
