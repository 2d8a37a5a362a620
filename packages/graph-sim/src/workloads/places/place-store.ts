import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Place, Room, RoomList } from './place.ts'

/** The places of a tenant. */
export interface PlaceStore {
  readonly rooms: readonly Room[]
  readonly lists: readonly RoomList[]
  /** By id or address, in any casing; refuses what is none. */
  find(name: string): Place
}

/** Creates a store of the given lists and the rooms in them. */
export function createPlaceStore(lists: readonly RoomList[]): PlaceStore {
  const rooms = [...new Set(lists.flatMap((list) => list.rooms))]
  return {
    rooms,
    lists,
    find(name) {
      const wanted = name.toLowerCase()
      const found = [...rooms, ...lists].find(
        ({ id, emailAddress }) => id.toLowerCase() === wanted || emailAddress.toLowerCase() === wanted,
      )
      return found ?? refuse(itemNotFound)
    },
  }
}
