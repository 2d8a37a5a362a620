import { itemNotFound, type Workload } from '../errors/catalog.ts'
import { type Problem, refuse } from '../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../gateway/answer.ts'
import type { Call } from '../gateway/call.ts'
import { readJson } from '../gateway/read-body.ts'
import type { Permissions, Route } from '../routing/route.ts'
import { customDataOf, type OpenExtension } from './custom-data.ts'
import { extensionFrom, extensionMembers, keepExtension } from './custom-data-from.ts'
import { extensionJson } from './expand-custom-data.ts'
import { isNamed } from './extension-names.ts'

/** A thing that extensions are on. */
export interface ExtensionOwner {
  readonly thing: object
  /** Its place in `@odata.context`, e.g. `users('…')/messages('…')`. */
  readonly context: string
  /** Notes that its extensions have changed. */
  changed(): void
}

/** Where extensions are, and who may see and change them. */
export interface ExtensionPlaces {
  /** The paths of the things. */
  readonly owners: readonly string[]
  readonly workload: Workload
  readonly read: Permissions
  readonly write: Permissions
  find(call: Call): ExtensionOwner
}

/** The open extensions of things of one kind. */
export function extensionRoutesOf(places: ExtensionPlaces): readonly Route[] {
  const { owners, workload, read, write, find } = places
  const lists = owners.map((path) => `${path}/extensions`)
  const ones = lists.map((path) => `${path}/{extension}`)
  const isDirectory = workload === 'directory'
  const body = (call: Call, { context }: ExtensionOwner, extension: OpenExtension): object => ({
    '@odata.context': `${call.base}/$metadata#${context}/extensions/$entity`,
    ...extensionJson(extension, isDirectory ? 'short' : 'full'),
  })
  const list: Route['answer'] = (call) => {
    const { thing, context } = find(call)
    const value = customDataOf(thing).extensions.map((one) =>
      extensionJson(one, isDirectory ? 'short' : 'full'),
    )
    return ok({ '@odata.context': `${call.base}/$metadata#${context}/extensions`, value })
  }
  const add: Route['answer'] = (call) => {
    const owner = find(call)
    const extension = extensionFrom(readJson(call))
    if (isDirectory && named(owner.thing, extension.extensionName) !== undefined) refuse(alreadyThere)
    keepExtension(owner.thing, extension)
    owner.changed()
    return created(body(call, owner, extension))
  }
  const change = (call: Call): Answer => {
    const owner = find(call)
    const extension = extensionOf(call, owner.thing, workload)
    extension.members = extensionMembers(readJson(call))
    owner.changed()
    return isDirectory ? noContent : ok(body(call, owner, extension))
  }
  const remove: Route['answer'] = (call) => {
    const owner = find(call)
    const { extensions } = customDataOf(owner.thing)
    extensions.splice(extensions.indexOf(extensionOf(call, owner.thing, workload)), 1)
    owner.changed()
    return noContent
  }
  const one: Route['answer'] = (call) => {
    const owner = find(call)
    return ok(body(call, owner, extensionOf(call, owner.thing, workload)))
  }
  return [
    { method: 'GET', paths: lists, workload, permissions: read, answer: list },
    { method: 'GET', paths: ones, workload, permissions: read, answer: one },
    { method: 'POST', paths: lists, workload, permissions: write, answer: add },
    { method: 'PATCH', paths: ones, workload, permissions: write, answer: change },
    { method: 'DELETE', paths: ones, workload, permissions: write, answer: remove },
  ]
}

const alreadyThere: Problem = {
  status: 400,
  code: 'Request_BadRequest',
  message: 'An extension already exists with given id.',
}

const extensionNotFound: Problem = {
  status: 404,
  code: 'ResourceNotFound',
  message: 'Extension with given id not found.',
}

function named(thing: object, text: string): OpenExtension | undefined {
  return customDataOf(thing).extensions.find(({ extensionName }) => isNamed(extensionName, text))
}

function extensionOf(call: Call, thing: object, workload: Workload): OpenExtension {
  const found = named(thing, call.params['extension'] ?? '')
  return found ?? refuse(workload === 'directory' ? extensionNotFound : itemNotFound)
}
