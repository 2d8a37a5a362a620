import { accessDenied, badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import type { KqlNode } from '../../search/kql-syntax.ts'
import { parseKqlText } from '../../search/parse-kql.ts'
import { findChatMessages } from './find-chat-messages.ts'
import { findEvents, findMessages } from './find-outlook.ts'
import { findSharePoint, type SharePointResults } from './find-share-point.ts'
import type { Found } from './found.ts'
import { searchTermsOf } from './relevance.ts'
import { readSearchRequest, type SearchRequest } from './search-request.ts'
import { searchedTypes } from './searched-type.ts'

const delegated = [...new Set(Object.values(searchedTypes).flatMap((rules) => rules.delegated))]
const application = [...new Set(Object.values(searchedTypes).flatMap((rules) => rules.application))]

/** The search over all of Microsoft 365. */
export const searchRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: ['/search/query'],
    workload: 'service',
    permissions: { delegated, shared: delegated, application },
    answer,
  },
]

function answer(call: Call): Answer {
  const request = readSearchRequest(readJson(call))
  requirePermissions(call, request)
  const tree = parseKqlText(request.query)
  const { found, aggregations } = find(call, request, tree)
  const { from, size, fields, types } = request
  const page = found.slice(from, from + size)
  const isCounted = types.every((type) => searchedTypes[type].store === 'sharePoint')
  return ok({
    '@odata.context': `${call.base}/$metadata#search`,
    value: [
      {
        searchTerms: searchTermsOf(tree),
        hitsContainers: [
          {
            hits: page.map((one, at) => ({
              hitId: one.hitId(),
              rank: from + at + 1,
              summary: one.summary(),
              resource: one.resource(fields),
            })),
            total: isCounted ? found.length : page.length,
            moreResultsAvailable: from + size < found.length,
            ...(aggregations === undefined ? {} : { aggregations }),
          },
        ],
      },
    ],
  })
}

/** Each type has permissions of its own; what apps may search, and in which region, is narrower. */
function requirePermissions({ principal }: Call, { types, region }: SearchRequest): void {
  for (const type of types) {
    const rules = searchedTypes[type]
    const sufficient: readonly string[] = rules[principal.kind]
    if (!sufficient.some((permission) => principal.granted.has(permission))) refuse(accessDenied.service)
  }
  if (principal.kind === 'application' && region === undefined)
    refuse(badRequest('The region is required when a search is run with application permissions.'))
}

function find(call: Call, request: SearchRequest, tree: KqlNode): SharePointResults {
  const { principal } = call
  const [first] = request.types
  if (principal.kind === 'application' || first === undefined || searchedTypes[first].store === 'sharePoint')
    return findSharePoint(call, request, tree)
  const found = ((): readonly Found[] => {
    switch (searchedTypes[first].store) {
      case 'messages':
        return findMessages(call, principal.user, { tree, topFirst: request.topFirst })
      case 'events':
        return findEvents(call, principal.user, tree)
      case 'chats':
        return findChatMessages(call, principal.user, tree)
    }
  })()
  return { found, aggregations: undefined }
}
