import type { Entity } from '../../odata/entity.ts'
import { flag, int32, listOf, oneOf, openComplex, text } from '../../odata/property-type.ts'
import { physicalAddressType } from '../outlook/outlook-types.ts'
import type { Room, RoomList } from './place.ts'

const common = {
  id: text,
  emailAddress: text,
  displayName: text,
  address: physicalAddressType,
  geoCoordinates: openComplex('outlookGeoCoordinates'),
  phone: text,
} as const

const roomProperties = {
  ...common,
  nickname: text,
  label: text,
  capacity: int32,
  building: text,
  floorLabel: text,
  floorNumber: int32,
  isWheelChairAccessible: flag,
  bookingType: oneOf('bookingType', 'unknown', 'standard', 'reserved'),
  tags: listOf(text),
  audioDeviceName: text,
  videoDeviceName: text,
  displayDeviceName: text,
} as const

/** Rooms as Graph describes them. */
export const roomEntity: Entity<Room> = {
  name: 'room',
  properties: roomProperties,
  navigation: [],
  defaults: Object.keys(roomProperties),
  always: ['id'],
  annotations: () => ({}),
  read: (room, property) => room[property as keyof typeof roomProperties],
}

/** Lists of rooms as Graph describes them. */
export const roomListEntity: Entity<RoomList> = {
  name: 'roomList',
  properties: common,
  navigation: ['rooms'],
  defaults: Object.keys(common),
  always: ['id'],
  annotations: () => ({}),
  read: (list, property) => list[property as keyof typeof common],
}
