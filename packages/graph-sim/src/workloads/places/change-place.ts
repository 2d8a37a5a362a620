import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import type { Place } from './place.ts'
import { roomEntity, roomListEntity } from './place-entity.ts'

/** What stays as it is, whatever a client says. */
const fixed: readonly string[] = ['id', 'emailAddress']

/** Makes a client's changes to a place; the body has to say of which type the place is. */
export function changePlace(place: Place, json: JsonObject): void {
  const type = String(json['@odata.type'] ?? '').replace(/^#?microsoft\.graph\./, '')
  if (type.toLowerCase() !== place.kind.toLowerCase())
    refuse(badRequest(`The body needs "@odata.type": "#microsoft.graph.${place.kind}".`))
  const members = place.kind === 'room' ? readMembers(json, roomEntity) : readMembers(json, roomListEntity)
  const changes = Object.entries(members).filter(([name]) => !fixed.includes(name))
  Object.assign(place, Object.fromEntries(changes.map(([name, value]) => [name, written(name, value)])))
}

function written(name: string, value: unknown): unknown {
  return name === 'bookingType' && typeof value === 'string' ? value.toLowerCase() : value
}
