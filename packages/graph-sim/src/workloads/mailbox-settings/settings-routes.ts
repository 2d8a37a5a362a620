import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { mailboxOf } from '../mail/mail-call.ts'
import { changeSettings } from './change-settings.ts'
import { settingsBody } from './settings-body.ts'
import { readSettings, writeSettings } from './settings-permissions.ts'

const workload = 'outlook'
const settings = '/users/{user}/mailboxSettings'
const parts = [
  'automaticRepliesSetting',
  'dateFormat',
  'delegateMeetingMessageDeliveryOptions',
  'language',
  'timeFormat',
  'timeZone',
  'userPurpose',
  'workingHours',
] as const

/** How a mailbox is set up, as a whole and each setting on its own. */
export const settingsRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [settings],
    workload,
    permissions: readSettings,
    answer: (call) => ok({ '@odata.context': contextOf(call), ...settingsBody(mailboxOf(call)) }),
  },
  {
    method: 'PATCH',
    paths: [settings],
    workload,
    permissions: writeSettings,
    answer(call) {
      const changed = changeSettings(mailboxOf(call).preferences, readJson(call))
      const body = Object.entries(settingsBody(mailboxOf(call))).filter(([name]) => changed.includes(name))
      return ok({ '@odata.context': contextOf(call), ...Object.fromEntries(body) })
    },
  },
  ...parts.map(
    (name): Route => ({
      method: 'GET',
      paths: [`${settings}/${name}`],
      workload,
      permissions: readSettings,
      answer: (call) => partAnswer(call, name),
    }),
  ),
]

function partAnswer(call: Call, name: (typeof parts)[number]): Answer {
  const value = settingsBody(mailboxOf(call))[name]
  const context = { '@odata.context': `${contextOf(call)}/${name}` }
  return ok(isObject(value) ? { ...context, ...value } : { ...context, value })
}

function contextOf(call: Call): string {
  return `${call.base}/$metadata#users('${call.user.id}')/mailboxSettings`
}
