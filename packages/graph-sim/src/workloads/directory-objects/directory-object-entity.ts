import { type Entity, plainView } from '../../odata/entity.ts'
import { applicationProperties, servicePrincipalProperties } from '../administration/app-properties.ts'
import { roleProperties } from '../administration/roles.ts'
import { unitProperties } from '../administrative-units/unit.ts'
import { deviceProperties } from '../devices-and-contacts/devices.ts'
import { contactProperties } from '../devices-and-contacts/org-contacts.ts'
import { userEntity } from '../directory/user-entity.ts'
import { groupEntity } from '../groups/group-entity.ts'
import { type AnyObject, isAnyGroup, isRecord, typeOf } from './any-object.ts'

/** Whatever stands where any directory object could: each says what it is and has its own properties. */
export const directoryObjectEntity: Entity<AnyObject> = {
  name: 'directoryObject',
  properties: {
    ...applicationProperties,
    ...servicePrincipalProperties,
    ...deviceProperties,
    ...contactProperties,
    ...unitProperties,
    ...roleProperties,
    ...userEntity.properties,
    ...groupEntity.properties,
  },
  navigation: [],
  defaults: ['id'],
  always: [],
  annotations: (object) => ({ '@odata.type': `#microsoft.graph.${typeOf(object)}` }),
  read: readOwn,
  derived: (object) => {
    const names = isRecord(object) ? Object.keys(object) : defaultsOf(object)
    const shown = names.filter((name) => name !== 'id' && name !== '@odata.type')
    return Object.fromEntries(shown.map((name) => [name, readOwn(object, name)]))
  },
}

function defaultsOf(object: AnyObject): readonly string[] {
  return isAnyGroup(object) ? groupEntity.defaults : userEntity.defaults
}

/** A property of the object's own type; `undefined` for one of another type. */
function readOwn(object: AnyObject, property: string): unknown {
  if (isRecord(object)) return object[property]
  const read = <row>(entity: Entity<row>, row: row): unknown =>
    Object.hasOwn(entity.properties, property) ? entity.read(row, property, plainView) : undefined
  return isAnyGroup(object) ? read(groupEntity, object) : read(userEntity, object)
}
