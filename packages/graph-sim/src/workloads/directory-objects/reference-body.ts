import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { AnyObject } from './any-object.ts'
import { findObject } from './find-object.ts'

/** The object that a body's `@odata.id` leads to; refuses what is no address of one, and what names nothing. */
export function referredObject(call: Call): AnyObject {
  const reference = member(readJson(call), '@odata.id')
  if (typeof reference !== 'string')
    refuse(badRequest("The property '@odata.id' with the address of a directory object is missing."))
  return findObject(call.tenant, idIn(reference))
}

/** The id at the end of the address of a directory object, e.g. `https://…/users/{id}` or `…/users('{id}')`. */
export function idIn(reference: string): string {
  const [, bracketed, plain] = /\/[a-z]+(?:\('([^']+)'\)|\/([^/?]+))\/?$/i.exec(reference) ?? []
  return (
    bracketed ??
    plain ??
    refuse(badRequest('Invalid reference: name a directory object in @odata.id, by its full address.'))
  )
}
