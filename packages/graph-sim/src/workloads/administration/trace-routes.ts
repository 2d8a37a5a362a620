import { badRequest, directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Answer } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { int32, moment, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readTraces } from './administration-permissions.ts'
import { recordEntity } from './record-entity.ts'
import { detailsOf, type TraceDetail } from './trace-details.ts'
import { type MessageTrace, traceMessages } from './trace-messages.ts'

const path = '/admin/exchange/tracing/messageTraces'

/** What became of messages in the last 90 days. */
export const traceRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [path],
    workload: 'service',
    permissions: readTraces,
    answer: listTraces,
  },
  {
    method: 'GET',
    paths: [`${path}/{trace}/getDetailsByRecipient(recipientAddress={recipientAddress})`],
    workload: 'service',
    permissions: readTraces,
    answer: listDetails,
  },
]

const detailEntity = recordEntity<TraceDetail>({
  name: 'exchangeMessageTraceDetail',
  properties: {
    id: text,
    messageId: text,
    dateTime: moment,
    event: text,
    action: text,
    description: text,
    data: text,
  },
})

const traceEntity = recordEntity<MessageTrace>({
  name: 'exchangeMessageTrace',
  properties: {
    id: text,
    senderAddress: text,
    recipientAddress: text,
    messageId: text,
    receivedDateTime: moment,
    subject: text,
    size: int32,
    fromIP: text,
    toIP: text,
    status: text,
  },
})

const day = 86_400_000

/** How each property may be compared. */
const comparisons: Readonly<Record<string, readonly string[]>> = {
  id: ['eq'],
  messageId: ['eq'],
  senderAddress: ['eq'],
  recipientAddress: ['eq'],
  fromIP: ['eq'],
  toIP: ['eq'],
  status: ['eq'],
  receivedDateTime: ['ge', 'le'],
  subject: ['contains', 'startswith', 'endswith'],
}

const traceRules: ListRules = {
  pageSize: 1000,
  largestPage: 5000,
  paging: 'skiptoken',
  tooLarge: (top) => badRequest(`The value '${top}' of $top is out of range: it goes from 1 to 5000.`),
  counts: () => false,
  refusals: [
    {
      source: 'Graph rules, section 8: $filter, $top and $skiptoken only',
      when: ({ has }) => has.orderBy || has.search || has.skip || has.expand,
      problem: () => badRequest('Message traces take $filter, $top and $skiptoken only.'),
    },
    {
      source: 'Graph rules, section 8: the comparisons of each property',
      when: ({ filter }) =>
        filter.some(({ property, operator }) => !comparisons[property]?.includes(operator)),
      problem: () =>
        badRequest('The filter compares a property in a way that message traces do not support.'),
    },
  ],
}

/** The steps of a message on its way to one of its recipients. */
function listDetails(call: Call): Answer {
  const { trace = '', recipientAddress = '' } = call.params
  const { directory, mailbox } = call.tenant
  const found = traceMessages({ users: directory.users, mailbox }).find(
    (each) =>
      each.id === trace.toLowerCase() &&
      each.recipientAddress.toLowerCase() === recipientAddress.toLowerCase(),
  )
  if (found === undefined) refuse(directoryObjectNotFound(trace))
  return answerList(call, {
    entity: detailEntity,
    rules: { ...traceRules, refusals: [] },
    rows: detailsOf(found),
    context: 'Collection(microsoft.graph.exchangeMessageTraceDetail)',
  })
}

function listTraces(call: Call): Answer {
  const [from, to] = periodOf(call)
  const { directory, mailbox } = call.tenant
  const rows = traceMessages({ users: directory.users, mailbox }).filter(({ receivedDateTime }) => {
    const at = Date.parse(receivedDateTime)
    return at >= from && at <= to
  })
  return answerList(call, { entity: traceEntity, rules: traceRules, rows, context: path.slice(1) })
}

/** The period that a filter names, 10 days of the last 90 at most; the last 48 hours when it names none. */
function periodOf({ query, tenant }: Call): readonly [number, number] {
  const now = tenant.clock.now()
  const filter = query.option('filter') ?? ''
  const from = bound(filter, 'ge')
  const to = bound(filter, 'le')
  if (from === undefined && to === undefined) return [now - 2 * day, now]
  if (from === undefined || to === undefined)
    refuse(badRequest('Give both bounds of the period: receivedDateTime ge … and receivedDateTime le ….'))
  if (to - from > 10 * day) refuse(badRequest('The period must not be longer than 10 days.'))
  if (from < now - 90 * day) refuse(badRequest('The period must not begin more than 90 days ago.'))
  if (to > now) refuse(badRequest('The period must not end later than now.'))
  return [from, to]
}

function bound(filter: string, operator: 'ge' | 'le'): number | undefined {
  const [, value = ''] =
    new RegExp(`\\breceivedDateTime\\s+${operator}\\s+([^\\s)]+)`, 'i').exec(filter) ?? []
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}
