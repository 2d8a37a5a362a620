import { badBody, badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { type MailTipName, mailTipNames, mailTipsFor } from './mail-tips.ts'

/** What is worth knowing about recipients before writing to them. */
export const mailTipsRoute: Route = {
  method: 'POST',
  paths: ['/users/{user}/getMailTips'],
  workload: 'outlook',
  permissions: {
    delegated: ['Mail.Read', 'Mail.Read.Shared'],
    shared: ['Mail.Read.Shared'],
    application: ['Mail.Read'],
  },
  answer(call) {
    const json = readJson(call)
    const addresses = readAddresses(member(json, 'EmailAddresses'))
    const wanted = readNames(member(json, 'MailTipsOptions'))
    return ok({
      '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.mailTips)`,
      value: addresses.map((address) => mailTipsFor(call.tenant, address, wanted)),
    })
  },
}

function readAddresses(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0)
    refuse(badRequest('EmailAddresses must name at least one address.'))
  return value.map(String)
}

/** The options come as names with commas between them. */
function readNames(value: unknown): readonly MailTipName[] {
  if (typeof value !== 'string') refuse(badRequest('MailTipsOptions must name what is asked for.'))
  return value.split(',').map((part) => {
    const found = mailTipNames.find((name) => name.toLowerCase() === part.trim().toLowerCase())
    const wrong = `Cannot convert the literal '${value.slice(0, 80)}' to the expected type 'microsoft.graph.mailTipsType'.`
    return found ?? refuse(badBody(wrong))
  })
}
