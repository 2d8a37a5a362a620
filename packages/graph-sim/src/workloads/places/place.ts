import type { User } from '../directory/user.ts'

/** A postal address, as places have it. */
export interface PlaceAddress {
  readonly street: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postalCode: string | null
  readonly countryOrRegion: string | null
}

/** A point on the earth, in degrees. */
export interface PlaceCoordinates {
  readonly latitude: number | null
  readonly longitude: number | null
}

interface PlaceContent {
  readonly id: string
  readonly emailAddress: string
  displayName: string
  address: PlaceAddress | null
  geoCoordinates: PlaceCoordinates | null
  phone: string | null
}

/** A room that can be booked, under Graph's own names. */
export interface Room extends PlaceContent {
  readonly kind: 'room'
  /** Whose calendar the bookings of the room are on: its own. */
  readonly owner: User
  nickname: string
  label: string | null
  capacity: number | null
  building: string | null
  floorLabel: string | null
  floorNumber: number | null
  isWheelChairAccessible: boolean | null
  bookingType: 'standard' | 'reserved'
  tags: readonly string[]
  audioDeviceName: string | null
  videoDeviceName: string | null
  displayDeviceName: string | null
}

/** A list of rooms. */
export interface RoomList extends PlaceContent {
  readonly kind: 'roomList'
  readonly rooms: readonly Room[]
}

/** Somewhere to meet. */
export type Place = Room | RoomList
