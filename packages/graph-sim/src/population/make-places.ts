import type { Random } from '../random/random.ts'
import { mailboxHolder } from '../workloads/directory/mailbox-holder.ts'
import type { PlaceAddress, PlaceCoordinates, Room, RoomList } from '../workloads/places/place.ts'

/** What places are made from. */
export interface PlacesSource {
  readonly random: Random
  readonly domain: string
}

interface BuildingPlan {
  readonly name: string
  readonly alias: string
  readonly address: PlaceAddress
  readonly at: PlaceCoordinates
  readonly timeZone: string
  readonly rooms: readonly (readonly [
    name: string,
    capacity: number,
    floor: number,
    tags: readonly string[],
  ])[]
}

const buildings: readonly BuildingPlan[] = [
  {
    name: 'Oslo',
    alias: 'oslo',
    address: {
      street: 'Havnegata 9',
      city: 'Oslo',
      state: null,
      postalCode: '0150',
      countryOrRegion: 'Norway',
    },
    at: { latitude: 59.9075, longitude: 10.7531 },
    timeZone: 'W. Europe Standard Time',
    rooms: [
      ['Fjord room', 8, 1, ['whiteboard']],
      ['Quay room', 14, 2, ['nice view', 'projector']],
      ['Workshop 2', 20, 0, ['workbenches']],
    ],
  },
  {
    name: 'Hamburg',
    alias: 'hamburg',
    address: {
      street: 'Am Sandtorkai 4',
      city: 'Hamburg',
      state: null,
      postalCode: '20457',
      countryOrRegion: 'Germany',
    },
    at: { latitude: 53.5441, longitude: 9.9937 },
    timeZone: 'W. Europe Standard Time',
    rooms: [
      ['Elbe room', 6, 3, []],
      ['Alster room', 10, 3, ['whiteboard']],
    ],
  },
]

/** Makes two buildings' lists of rooms and their rooms, none of them booked. */
export function makePlaces({ random, domain }: PlacesSource): readonly RoomList[] {
  return buildings.map((building): RoomList => {
    const { name, alias, address, at } = building
    return {
      kind: 'roomList',
      id: random.guid(),
      emailAddress: `rooms-${alias}@${domain}`,
      displayName: `${name} rooms`,
      address,
      geoCoordinates: at,
      phone: null,
      rooms: building.rooms.map((plan) => makeRoom({ random, domain }, building, plan)),
    }
  })
}

function makeRoom(
  { random, domain }: PlacesSource,
  { name: building, address, at, timeZone }: BuildingPlan,
  [displayName, capacity, floorNumber, tags]: BuildingPlan['rooms'][number],
): Room {
  const id = random.guid()
  const mailNickname = displayName.toLowerCase().replaceAll(' ', '-')
  const mail = `${mailNickname}@${domain}`
  return {
    kind: 'room',
    id,
    emailAddress: mail,
    displayName,
    address,
    geoCoordinates: at,
    phone: `+47 22 ${random.int(10, 99)} ${random.int(10, 99)} ${random.int(10, 99)}`,
    owner: mailboxHolder({
      id,
      displayName,
      mail,
      mailNickname,
      createdDateTime: '2021-03-01T08:00:00Z',
      proxyAddresses: [`SMTP:${mail}`],
      timeZone,
      purpose: 'room',
    }),
    nickname: displayName,
    label: `${floorNumber}.${random.int(10, 48)}`,
    capacity,
    building,
    floorLabel: String(floorNumber),
    floorNumber,
    isWheelChairAccessible: floorNumber < 3,
    bookingType: 'standard',
    tags,
    audioDeviceName: null,
    videoDeviceName: capacity > 8 ? 'Room camera' : null,
    displayDeviceName: 'Wall screen',
  }
}
