import { badRequest, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { complex, oneOf, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { mailboxOf } from '../mail/mail-call.ts'
import { readMail, writeMail } from '../mail/mail-permissions.ts'
import type { SenderOverride } from './mailbox-preferences.ts'
import { settingsListRules } from './settings-list-rules.ts'

const properties = {
  id: text,
  classifyAs: oneOf('inferenceClassificationType', 'focused', 'other'),
  senderEmailAddress: complex('emailAddress', { name: text, address: text }),
} as const

/** Overrides of the focused inbox as Graph describes them. */
export const overrideEntity: Entity<SenderOverride> = {
  name: 'inferenceClassificationOverride',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read: (override, property) => override[property as keyof SenderOverride],
}

const workload = 'outlook'
const list = '/users/{user}/inferenceClassification/overrides'
const one = `${list}/{override}`

/** Which senders' messages are always focused, or never. */
export const overrideRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readMail,
    answer: (call) =>
      answerList(call, {
        entity: overrideEntity,
        rules: settingsListRules,
        rows: overridesOf(call),
        context: contextOf(call),
      }),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeMail,
    answer: (call) => created(body(call, put(call))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeMail,
    answer(call) {
      const override = overrideOf(call)
      const { classifyAs } = readMembers(readJson(call), overrideEntity)
      if (typeof classifyAs === 'string') override.classifyAs = classOf(classifyAs)
      return ok(body(call, override))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeMail,
    answer(call) {
      const overrides = overridesOf(call)
      overrides.splice(overrides.indexOf(overrideOf(call)), 1)
      return noContent
    },
  },
]

function overridesOf(call: Call): SenderOverride[] {
  return mailboxOf(call).preferences.overrides
}

function overrideOf(call: Call): SenderOverride {
  const id = call.params['override']?.toLowerCase()
  return overridesOf(call).find((override) => override.id === id) ?? refuse(itemNotFound)
}

/** Adds an override; one for the same sender is changed instead, as there is only one for each. */
function put(call: Call): SenderOverride {
  const { classifyAs, senderEmailAddress: sender } = readMembers(readJson(call), overrideEntity)
  const address = isObject(sender) ? member(sender, 'address') : undefined
  if (typeof address !== 'string' || address.trim() === '' || typeof classifyAs !== 'string')
    refuse(badRequest('An override needs classifyAs and the address of senderEmailAddress.'))
  const given = isObject(sender) ? member(sender, 'name') : undefined
  const name = typeof given === 'string' ? given : (mailboxOf(call).nameOf(address) ?? address)
  const overrides = overridesOf(call)
  const known = overrides.find(
    (each) => each.senderEmailAddress.address.toLowerCase() === address.toLowerCase(),
  )
  const override = known ?? {
    id: mailboxOf(call).preferences.newId(),
    classifyAs: classOf(classifyAs),
    senderEmailAddress: { name, address },
  }
  override.classifyAs = classOf(classifyAs)
  override.senderEmailAddress.name = name
  if (known === undefined) overrides.push(override)
  return override
}

function classOf(value: string): SenderOverride['classifyAs'] {
  return value.toLowerCase() === 'focused' ? 'focused' : 'other'
}

function body(call: Call, row: SenderOverride): Record<string, unknown> {
  return entityBody(call, { entity: overrideEntity, row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  return `users('${call.user.id}')/inferenceClassification/overrides`
}
