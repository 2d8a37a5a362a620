import { badBody, badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../gateway/parse-json.ts'
import { type CustomData, customDataOf, type ExtendedProperty, type OpenExtension } from './custom-data.ts'
import { isNamed } from './extension-names.ts'

/** The members of a body that hold custom data. */
export const customMembers = [
  'extensions',
  'singleValueExtendedProperties',
  'multiValueExtendedProperties',
] as const

/** Refuses a request body whose custom data cannot be kept; gives back the body. */
export function requireCustomData<members extends JsonObject>(members: members): members {
  readCustomMembers(members)
  return members
}

/** Keeps the custom data of a request body on a thing; what has a known name takes the place of what had it. */
export function keepCustomData(owner: object, members: JsonObject): void {
  const given = readCustomMembers(members)
  const data = customDataOf(owner)
  for (const extension of given.extensions) keepExtension(owner, extension)
  for (const name of ['singleValueExtendedProperties', 'multiValueExtendedProperties'] as const)
    for (const property of given[name]) put(data[name], property, (one) => sameId(one.id, property.id))
}

function readCustomMembers(members: JsonObject): CustomData {
  const [extensions, single, multi] = customMembers.map((name) => objects(members[name]))
  return {
    extensions: (extensions ?? []).map(extensionFrom),
    singleValueExtendedProperties: (single ?? []).map((json) => propertyFrom(json, 'one')),
    multiValueExtendedProperties: (multi ?? []).map((json) => propertyFrom(json, 'several')),
  }
}

/** Keeps one extension on a thing. */
export function keepExtension(owner: object, extension: OpenExtension): void {
  put(customDataOf(owner).extensions, extension, (one) => isNamed(one.extensionName, extension.extensionName))
}

/** Reads an extension of a request body; refuses one without a type or a name, and what it may not hold. */
export function extensionFrom(json: JsonObject): OpenExtension {
  if (!/^#?microsoft\.(graph|outlookservices)\.openTypeExtension$/i.test(String(json['@odata.type'])))
    refuse(badBody('An extension needs "@odata.type": "microsoft.graph.openTypeExtension".'))
  const extensionName = member(json, 'extensionName')
  if (typeof extensionName !== 'string' || extensionName.trim() === '')
    return refuse(badBody("An extension needs the property 'extensionName'."))
  return { extensionName, members: extensionMembers(json) }
}

/** The app's own members of an extension in a request body; those that are `null` are left out. */
export function extensionMembers(json: JsonObject): JsonObject {
  const own = Object.entries(json).filter(
    ([name, value]) => !name.includes('@') && !/^(id|extensionName)$/i.test(name) && value !== null,
  )
  const nested = own.find(([, value]) => isNested(value))
  if (nested !== undefined)
    refuse(badRequest(`The property '${nested[0]}' of an extension has to be a value or a list of values.`))
  return Object.fromEntries(own)
}

function isNested(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => typeof one === 'object' && one !== null)
  return isObject(value)
}

const idForm =
  /^\w+ (?:\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\} (?:name .+|id 0x[\da-f]+)|0x[\da-f]{3,8})$/i

function propertyFrom(json: JsonObject, values: 'one' | 'several'): ExtendedProperty {
  const id = member(json, 'id')
  const value = member(json, 'value')
  if (typeof id !== 'string' || !idForm.test(id) || /^\w*Array /i.test(id) !== (values === 'several'))
    return refuse(badBody(`'${String(id).slice(0, 120)}' is no id of an extended property.`))
  if (values === 'several' && Array.isArray(value)) return { id, value: value.map(String) }
  if (values === 'one' && typeof value === 'string') return { id, value }
  return refuse(badBody(`The extended property '${id.slice(0, 120)}' needs a value.`))
}

/** Whether two ids are of one property: only the casing of a name matters. */
export function sameId(a: string, b: string): boolean {
  const split = (id: string): readonly [string, string] => {
    const at = id.toLowerCase().indexOf('} name ')
    return at < 0 ? [id.toLowerCase(), ''] : [id.slice(0, at).toLowerCase(), id.slice(at + 7)]
  }
  const [[spaceA, nameA], [spaceB, nameB]] = [split(a), split(b)]
  return spaceA === spaceB && nameA === nameB
}

function put<one>(list: one[], item: one, isSame: (one: one) => boolean): void {
  const at = list.findIndex(isSame)
  if (at < 0) list.push(item)
  else list[at] = item
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
