import { badBody, badRequest } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { ianaZoneNames, windowsZoneNames } from '../../time/zone-names.ts'
import { mailboxOf } from '../mail/mail-call.ts'
import { type ExchangeIdFormat, exchangeIdFormats, translateId } from './exchange-ids.ts'
import { supportedLanguages } from './languages.ts'

const workload = 'outlook'
const mostIds = 1000
const zones = '/users/{user}/outlook/supportedTimeZones'

const readChoices: Permissions = {
  delegated: ['User.Read', 'User.ReadBasic.All'],
  shared: ['User.ReadBasic.All'],
  application: ['User.Read.All'],
}

const translateIds: Permissions = {
  delegated: ['User.ReadBasic.All', 'User.Read', 'User.ReadWrite', 'User.Read.All', 'User.ReadWrite.All'],
  shared: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
  application: ['User.Read.All', 'User.ReadWrite.All'],
}

/** What can be chosen in Outlook, and ids in the formats of Exchange. */
export const outlookUserRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/outlook/supportedLanguages', '/users/{user}/outlook/supportedLanguages()'],
    workload,
    permissions: readChoices,
    answer: (call) => listAnswer(call, 'localeInfo', supportedLanguages()),
  },
  {
    method: 'GET',
    paths: [zones, `${zones}(TimeZoneStandard)`],
    workload,
    permissions: readChoices,
    answer(call) {
      const standard = standardOf(call.params['TimeZoneStandard'])
      return listAnswer(
        call,
        'timeZoneInformation',
        standard === 'iana' ? ianaZoneNames() : windowsZoneNames(),
      )
    },
  },
  {
    method: 'POST',
    paths: ['/users/{user}/translateExchangeIds'],
    workload,
    permissions: translateIds,
    answer(call) {
      const json = readJson(call)
      const ids = member(json, 'inputIds')
      if (!Array.isArray(ids)) return refuse(badBody("The parameter 'inputIds' is required."))
      if (ids.length > mostIds)
        refuse(badRequest(`The parameter 'inputIds' may hold ${mostIds} ids at most.`))
      const formats = [
        formatOf(member(json, 'sourceIdType'), 'sourceIdType'),
        formatOf(member(json, 'targetIdType'), 'targetIdType'),
      ] as const
      return listAnswer(
        call,
        'convertIdResult',
        ids.map((id) => translated(call, String(id), formats)),
      )
    },
  },
]

function listAnswer(call: Call, type: string, value: readonly unknown[]) {
  return ok({ '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.${type})`, value })
}

function standardOf(value: string | undefined): 'windows' | 'iana' {
  const name = value?.replace(/^microsoft\.graph\.timeZoneStandard/i, '').replaceAll("'", '') ?? 'Windows'
  const found = (['windows', 'iana'] as const).find((standard) => standard === name.toLowerCase())
  return (
    found ?? refuse(badRequest(`'${name.slice(0, 80)}' is no value of microsoft.graph.timeZoneStandard.`))
  )
}

function formatOf(value: unknown, parameter: string): ExchangeIdFormat {
  if (value === undefined) return refuse(badBody(`The parameter '${parameter}' is required.`))
  const found = exchangeIdFormats.find((format) => format.toLowerCase() === String(value).toLowerCase())
  const literal = String(value).slice(0, 80)
  return (
    found ??
    refuse(
      badBody(
        `Cannot convert the literal '${literal}' to the expected type 'microsoft.graph.exchangeIdFormat'.`,
      ),
    )
  )
}

/** One id in its new format; one that cannot be translated says why, and leaves the others alone. */
function translated(
  call: Call,
  sourceId: string,
  formats: readonly [ExchangeIdFormat, ExchangeIdFormat],
): Readonly<Record<string, unknown>> {
  try {
    return { sourceId, targetId: translateId(sourceId, formats, mailboxOf(call)) }
  } catch (error) {
    if (!(error instanceof GraphProblem)) throw error
    const { code, message } = error.problem
    return { sourceId, errorDetails: { code, message } }
  }
}
