import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { changePlace } from './change-place.ts'
import type { Place, Room, RoomList } from './place.ts'
import { roomEntity, roomListEntity } from './place-entity.ts'

const workload = 'outlook'
const readers = ['Place.Read.All', 'Place.ReadWrite.All']
const readPlaces: Permissions = { delegated: readers, shared: readers, application: readers }
const writers = ['Place.ReadWrite.All']
const writePlaces: Permissions = { delegated: writers, shared: writers, application: writers }

const placeListRules: ListRules = {
  pageSize: 100,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [],
}

const rooms = '/places/microsoft.graph.room'
const lists = '/places/microsoft.graph.roomList'
const one = '/places/{place}'
const roomsInList = `${one}/microsoft.graph.roomList/rooms`

/** Rooms and lists of rooms. */
export const placeRoutes: readonly Route[] = [
  ...listed(
    rooms,
    (call): ListSource<Room> => ({
      entity: roomEntity,
      rules: placeListRules,
      rows: call.tenant.places().rooms,
      context: 'places/microsoft.graph.room',
    }),
  ),
  ...listed(
    lists,
    (call): ListSource<RoomList> => ({
      entity: roomListEntity,
      rules: placeListRules,
      rows: call.tenant.places().lists,
      context: 'places/microsoft.graph.roomList',
    }),
  ),
  ...listed(roomsInList, (call): ListSource<Room> => {
    const list = namedPlace(call)
    return {
      entity: roomEntity,
      rules: placeListRules,
      rows: list.kind === 'roomList' ? list.rooms : refuse(itemNotFound),
      context: `places('${encodeURIComponent(call.params['place'] ?? '')}')/microsoft.graph.roomList/rooms`,
    }
  }),
  {
    method: 'GET',
    paths: [one, `${one}/microsoft.graph.room`, `${one}/microsoft.graph.roomList`],
    workload,
    permissions: readPlaces,
    answer: (call) => ok(placeBody(call, namedPlace(call))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writePlaces,
    answer(call) {
      const place = namedPlace(call)
      changePlace(place, readJson(call))
      return ok(placeBody(call, place))
    },
  },
]

function listed<row>(path: string, source: (call: Call) => ListSource<row>): readonly Route[] {
  return [
    {
      method: 'GET',
      paths: [path],
      workload,
      permissions: readPlaces,
      answer: (call) => answerList(call, source(call)),
    },
    {
      method: 'GET',
      paths: [`${path}/$count`],
      workload,
      permissions: readPlaces,
      answer: (call) => ({
        status: 200,
        bytes: String(countRows(call, source(call))),
        headers: { 'Content-Type': 'text/plain' },
      }),
    },
  ]
}

/** The place that a path names; with a type behind it, one of that type. */
function namedPlace(call: Call): Place {
  const place = call.tenant.places().find(call.params['place'] ?? '')
  const [, type] = /\/microsoft\.graph\.(room|roomList)(?:\/rooms)?(?:\/\$count)?$/i.exec(call.path) ?? []
  return type === undefined || type.toLowerCase() === place.kind.toLowerCase() ? place : refuse(itemNotFound)
}

function placeBody(call: Call, place: Place): Record<string, unknown> {
  const context = 'places'
  return place.kind === 'room'
    ? entityBody(call, { entity: named(roomEntity), row: place, context })
    : entityBody(call, { entity: named(roomListEntity), row: place, context })
}

/** A place by itself says what it is. */
function named<row>(entity: Entity<row>): Entity<row> {
  return { ...entity, annotations: () => ({ '@odata.type': `#microsoft.graph.${entity.name}` }) }
}
