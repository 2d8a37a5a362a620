import type { JsonObject } from '../gateway/parse-json.ts'

/** Data that an app keeps on a thing under a name of its own. */
export interface OpenExtension {
  readonly extensionName: string
  /** The app's members. */
  members: JsonObject
}

/** A property of MAPI that Graph has no name for. */
export interface ExtendedProperty {
  /** E.g. `String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color`. */
  readonly id: string
  /** One text for a single-value property, several for a multi-value one. */
  readonly value: string | readonly string[]
}

/** What apps have added to one thing. */
export interface CustomData {
  readonly extensions: OpenExtension[]
  readonly singleValueExtendedProperties: ExtendedProperty[]
  readonly multiValueExtendedProperties: ExtendedProperty[]
}

const kept = new WeakMap<object, CustomData>()

/** What apps have added to a thing; to be changed in place. */
export function customDataOf(owner: object): CustomData {
  const known = kept.get(owner)
  if (known !== undefined) return known
  const made = { extensions: [], singleValueExtendedProperties: [], multiValueExtendedProperties: [] }
  kept.set(owner, made)
  return made
}
