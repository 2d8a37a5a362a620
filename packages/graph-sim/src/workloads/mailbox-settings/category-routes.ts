import { badRequest, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { oneOf, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { mailboxOf } from '../mail/mail-call.ts'
import type { Category } from './mailbox-preferences.ts'
import { settingsListRules } from './settings-list-rules.ts'
import { readSettings, writeSettings } from './settings-permissions.ts'

const colors = ['none', ...Array.from({ length: 25 }, (_, i) => `preset${i}`)]
const properties = { id: text, displayName: text, color: oneOf('categoryColor', ...colors) } as const

/** Categories of the master list as Graph describes them. */
export const categoryEntity: Entity<Category> = {
  name: 'outlookCategory',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read: (category, property) => category[property as keyof Category],
}

const workload = 'outlook'
const list = '/users/{user}/outlook/masterCategories'
const one = `${list}/{category}`

/** The categories that Outlook offers. Their names are for good; only colours change. */
export const categoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readSettings,
    answer: (call) =>
      answerList(call, {
        entity: categoryEntity,
        rules: settingsListRules,
        rows: categoriesOf(call),
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readSettings,
    answer: (call) => ok(body(call, categoryOf(call))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeSettings,
    answer(call) {
      const category = categoryFrom(readMembers(readJson(call), categoryEntity), call)
      categoriesOf(call).push(category)
      return created(body(call, category))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeSettings,
    answer(call) {
      const category = categoryOf(call)
      const { displayName, color } = readMembers(readJson(call), categoryEntity)
      if (displayName !== undefined && displayName !== category.displayName)
        refuse(badRequest('The displayName of a category cannot be changed.'))
      if (typeof color === 'string') category.color = color.toLowerCase()
      return ok(body(call, category))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeSettings,
    answer(call) {
      const categories = categoriesOf(call)
      categories.splice(categories.indexOf(categoryOf(call)), 1)
      return noContent
    },
  },
]

function categoriesOf(call: Call): Category[] {
  return mailboxOf(call).preferences.categories
}

function categoryOf(call: Call): Category {
  const id = call.params['category']?.toLowerCase()
  return categoriesOf(call).find((category) => category.id === id) ?? refuse(itemNotFound)
}

function categoryFrom({ displayName, color }: JsonObject, call: Call): Category {
  const name = typeof displayName === 'string' ? displayName.trim() : ''
  if (name === '') refuse(badRequest('A category needs a displayName.'))
  const taken = categoriesOf(call).some(
    (category) => category.displayName.toLowerCase() === name.toLowerCase(),
  )
  if (taken) refuse({ status: 409, code: 'Conflict', message: `A category named '${name}' already exists.` })
  return {
    id: mailboxOf(call).preferences.newId(),
    displayName: name,
    color: typeof color === 'string' ? color.toLowerCase() : 'none',
  }
}

function body(call: Call, row: Category): Record<string, unknown> {
  return entityBody(call, { entity: categoryEntity, row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  return `users('${call.user.id}')/outlook/masterCategories`
}
