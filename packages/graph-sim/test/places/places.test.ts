import type { Room, RoomList } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { at, invite, january, newestMessage, pair } from '../calendar/meeting-pair.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const roomNames: readonly (keyof Room)[] = [
  'id',
  'emailAddress',
  'displayName',
  'address',
  'geoCoordinates',
  'phone',
  'nickname',
  'label',
  'capacity',
  'building',
  'floorLabel',
  'floorNumber',
  'isWheelChairAccessible',
  'bookingType',
  'tags',
  'audioDeviceName',
  'videoDeviceName',
  'displayDeviceName',
]
const listNames: readonly (keyof RoomList)[] = roomNames.slice(0, 6) as readonly (keyof RoomList)[]

describe('places', () => {
  it('are rooms and lists of rooms, with the properties of Microsoft’s types', async () => {
    const client = clientOf(smallTenant())
    const rooms = await client.get('/places/microsoft.graph.room?$count=true')
    expect(rooms.json['@odata.context']).toMatch(/#places\/microsoft\.graph\.room$/)
    expect(Object.keys(rooms.json['value']?.[0] ?? {})).toEqual(roomNames)
    const lists = await client.get('/places/microsoft.graph.roomlist')
    expect(lists.json['@odata.context']).toMatch(/#places\/microsoft\.graph\.roomList$/)
    const [list] = lists.json['value'] ?? []
    expect(Object.keys(list ?? {})).toEqual(listNames)
    const address = encodeURIComponent(String(list?.['emailAddress']))
    const inside = await client.get(`/places/${list?.['emailAddress']}/microsoft.graph.roomlist/rooms`)
    expect(inside.json['@odata.context']).toMatch(`#places('${address}')/microsoft.graph.roomList/rooms`)
    expect(inside.json['value']?.length).toBeLessThan(Number(rooms.json['@odata.count']))
  })

  it('are read by id or address, and say what they are', async () => {
    const client = clientOf(smallTenant())
    const [room] = (await client.get('/places/microsoft.graph.room')).json['value'] ?? []
    for (const name of [room?.['id'], room?.['emailAddress']]) {
      const { json } = await client.get(`/places/${name}`)
      expect(json['@odata.context']).toMatch(/#places\/\$entity$/)
      expect(json).toMatchObject({ '@odata.type': '#microsoft.graph.room', id: room?.['id'] })
    }
    expect((await client.get('/places/nowhere@a.example')).status).toBe(404)
    const filtered = await client.get('/places/microsoft.graph.room?$filter=capacity ge 10&$select=capacity')
    expect(filtered.json['value']?.every((one) => Number(one['capacity']) >= 10)).toBe(true)
  })

  it('are changed as what they are', async () => {
    const client = clientOf(smallTenant())
    const [room] = (await client.get('/places/microsoft.graph.room')).json['value'] ?? []
    const path = `/places/${room?.['emailAddress']}`
    const changed = await client.patch(path, {
      '@odata.type': 'microsoft.graph.room',
      nickname: 'Conf Room',
      building: '1',
      capacity: 50,
      isWheelChairAccessible: false,
    })
    expect(changed.status).toBe(200)
    expect(changed.json).toMatchObject({ nickname: 'Conf Room', building: '1', capacity: 50 })
    expect((await client.get(path)).json['capacity']).toBe(50)
    expect((await client.patch(path, { '@odata.type': 'microsoft.graph.roomList' })).status).toBe(400)
    const reader = clientOf(client.tenant, client.tenant.token({ scopes: ['Place.Read.All'] }))
    expect((await reader.patch(path, {})).status).toBe(403)
  })

  it('accept invitations while they are free, and decline what comes later for the same time', async () => {
    const both = await pair()
    const [room] = (await both.mine.get('/places/microsoft.graph.room')).json['value'] ?? []
    const resource = { type: 'resource', emailAddress: { address: room?.['emailAddress'] } }
    const first = await invite(both, { attendees: [resource] })
    expect((await newestMessage(both.mine))?.['subject']).toBe('Accepted: Kick-off')
    const second = await invite({ ...both, mine: both.theirs }, { subject: 'Other', attendees: [resource] })
    const status = async (client: typeof both.mine, id: unknown) =>
      (await client.get(`/me/events/${id}`)).json['attendees']?.[0]?.['status']?.['response']
    expect(await status(both.mine, first['id'])).toBe('accepted')
    expect(await status(both.theirs, second['id'])).toBe('declined')
    const asked = await both.mine.post('/me/calendar/getSchedule', {
      schedules: [room?.['emailAddress']],
      startTime: at('2027-01-11T09:00:00'),
      endTime: at('2027-01-11T10:00:00'),
    })
    expect(asked.json['value']?.[0]?.['availabilityView']).toBe('22')
    expect(await january(both.mine)).toHaveLength(1)
  })
})
