import { badRequest, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { folderOf, mailboxOf } from '../mail/mail-call.ts'
import { changeRule, ruleFrom } from './change-rule.ts'
import type { MessageRule } from './message-rule.ts'
import { ruleEntity } from './rule-entity.ts'
import { settingsListRules } from './settings-list-rules.ts'
import { readSettings, writeSettings } from './settings-permissions.ts'

const workload = 'outlook'
const list = '/users/{user}/mailFolders/{folder}/messageRules'
const one = `${list}/{rule}`

/** The rules of an inbox (Graph rule 18). */
export const ruleRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readSettings,
    answer: (call) =>
      answerList(call, {
        entity: ruleEntity,
        rules: settingsListRules,
        rows: rulesOf(call),
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readSettings,
    answer: (call) => ok(body(call, ruleOf(call))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeSettings,
    answer(call) {
      const rules = rulesOf(call)
      const rule = ruleFrom(readMembers(readJson(call), ruleEntity), mailboxOf(call))
      rules.push(rule)
      sort(rules)
      return created(body(call, rule))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeSettings,
    answer(call) {
      const rule = ruleOf(call)
      changeRule(rule, readMembers(readJson(call), ruleEntity), mailboxOf(call))
      sort(rulesOf(call))
      return ok(body(call, rule))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeSettings,
    answer(call) {
      const rules = rulesOf(call)
      rules.splice(rules.indexOf(ruleOf(call)), 1)
      return noContent
    },
  },
]

/** The rules of the folder that a path names; only an inbox has any. */
function rulesOf(call: Call): MessageRule[] {
  if (folderOf(call).wellKnown !== 'inbox') refuse(badRequest('Rules are kept for the Inbox only.'))
  return mailboxOf(call).preferences.rules
}

function ruleOf(call: Call): MessageRule {
  return rulesOf(call).find(({ id }) => id === call.params['rule']) ?? refuse(itemNotFound)
}

function sort(rules: MessageRule[]): void {
  rules.sort((a, b) => a.sequence - b.sequence)
}

function body(call: Call, row: MessageRule): Record<string, unknown> {
  return entityBody(call, { entity: ruleEntity, row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  const folder = encodeURIComponent(call.params['folder'] ?? '')
  return `users('${call.user.id}')/mailFolders('${folder}')/messageRules`
}
