/** The type of one property, as far as `$filter`, `$orderby` and request bodies need it. */
export type PropertyType = Primitive | EnumType | ComplexType | CollectionType

/** A scalar, named as in Graph's metadata without the `Edm.` prefix. */
export interface Primitive {
  readonly kind:
    | 'String'
    | 'LocalDateTime'
    | 'Boolean'
    | 'Int32'
    | 'Int64'
    | 'Double'
    | 'DateTimeOffset'
    | 'Date'
    | 'TimeOfDay'
    | 'Guid'
    | 'Binary'
}

/** One of a fixed list of names; in a filter it is written like a string. */
export interface EnumType {
  readonly kind: 'Enum'
  readonly name: string
  readonly members: readonly string[]
}

/** A structure that belongs to its owner; `open` ones take members that are not listed. */
export interface ComplexType {
  readonly kind: 'Complex'
  readonly name: string
  readonly properties: Readonly<Record<string, PropertyType>>
  readonly open?: boolean
}

/** A list of values. */
export interface CollectionType {
  readonly kind: 'Collection'
  readonly of: PropertyType
}

/** A string. */
export const text: Primitive = { kind: 'String' }
/** True or false. */
export const flag: Primitive = { kind: 'Boolean' }
/** A whole number of 32 bits. */
export const int32: Primitive = { kind: 'Int32' }
/** A whole number of 64 bits. */
export const int64: Primitive = { kind: 'Int64' }
/** A moment, with its offset from UTC. */
export const moment: Primitive = { kind: 'DateTimeOffset' }
/** A time of day without an offset, which Graph declares as a string and compares as a time. */
export const localMoment: Primitive = { kind: 'LocalDateTime' }
/** A GUID. */
export const guid: Primitive = { kind: 'Guid' }
/** Bytes, as base64 in JSON. */
export const binary: Primitive = { kind: 'Binary' }

/** One of `members`. */
export function oneOf(name: string, ...members: readonly string[]): EnumType {
  return { kind: 'Enum', name, members }
}

/** A structure of `properties`. */
export function complex(name: string, properties: Readonly<Record<string, PropertyType>>): ComplexType {
  return { kind: 'Complex', name, properties }
}

/** A structure whose members are not checked. */
export function openComplex(name: string): ComplexType {
  return { kind: 'Complex', name, properties: {}, open: true }
}

/** A list of `of`. */
export function listOf(of: PropertyType): CollectionType {
  return { kind: 'Collection', of }
}

/** The type's name in Graph's metadata, as error messages spell it. */
export function typeName(type: PropertyType): string {
  if (type.kind === 'Collection') return `Collection(${typeName(type.of)})`
  if (type.kind === 'Enum' || type.kind === 'Complex') return `microsoft.graph.${type.name}`
  return type.kind === 'LocalDateTime' ? 'Edm.String' : `Edm.${type.kind}`
}

/** Finds a property whatever its casing; returns it as the metadata spells it. */
export function findProperty(
  properties: Readonly<Record<string, PropertyType>>,
  name: string,
): { readonly name: string; readonly type: PropertyType } | undefined {
  const exact = Object.hasOwn(properties, name) ? properties[name] : undefined
  if (exact !== undefined) return { name, type: exact }
  const lower = name.toLowerCase()
  const found = Object.entries(properties).find(([key]) => key.toLowerCase() === lower)
  return found && { name: found[0], type: found[1] }
}
