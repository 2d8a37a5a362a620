import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import type { Recipient } from '../mail/message-content.ts'

/** Finds the display name of an address; `undefined` for strangers. */
export type NameOf = (address: string) => string | undefined

/** Reads a list of recipients; those without an address are left out, as nothing can be sent to them. */
export function recipientsFrom(value: unknown, nameOf: NameOf): readonly Recipient[] {
  return Array.isArray(value) ? value.flatMap((each) => recipientFrom(each, nameOf) ?? []) : []
}

/** Reads one recipient; `undefined` without an address. A missing name is the one that is known, or the address. */
export function recipientFrom(value: unknown, nameOf: NameOf): Recipient | undefined {
  const email = isObject(value) ? member(value, 'emailAddress') : undefined
  if (!isObject(email)) return undefined
  const address = textOf(email, 'address')
  if (address === undefined || address.trim() === '') return undefined
  return { emailAddress: { name: textOf(email, 'name') || nameOf(address) || address, address } }
}

/** A recipient from a name and an address. */
export function recipient(name: string, address: string): Recipient {
  return { emailAddress: { name, address } }
}

function textOf(json: JsonObject, name: string): string | undefined {
  const value = member(json, name)
  return typeof value === 'string' ? value : undefined
}
