import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'
import type { Person } from './person.ts'
import { personEntity } from './person-entity.ts'
import { relevantPeople } from './relevant-people.ts'
import { searchPeople } from './search-people.ts'

const peopleListRules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => false,
  refusals: [outlookFilterRefusal(['scoredEmailAddresses'])],
}

const readPeople: Permissions = {
  delegated: ['People.Read', 'People.Read.All'],
  shared: ['People.Read.All'],
  application: ['People.Read.All'],
}

/** The people who matter to somebody. */
export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/people'],
    workload: 'outlook',
    permissions: readPeople,
    answer(call) {
      const rows = peopleFor(call)
      return answerList(call, {
        entity: personEntity,
        rules: peopleListRules,
        rows,
        context: contextOf(call),
        search: (text) => searchPeople(rows, text, call.tenant.mailbox(call.user)),
      })
    },
  },
  {
    method: 'GET',
    paths: ['/users/{user}/people/{person}'],
    workload: 'outlook',
    permissions: readPeople,
    answer(call) {
      const wanted = call.params['person']?.toLowerCase()
      const row = peopleFor(call).find(({ id }) => id.toLowerCase() === wanted) ?? refuse(itemNotFound)
      return ok(entityBody(call, { entity: personEntity, row, context: contextOf(call) }))
    },
  },
]

/** Of other users only those are shown who belong to the organization. */
function peopleFor({ tenant, user, principal }: Call): readonly Person[] {
  const all = relevantPeople(tenant, user)
  const isOwn = principal.kind === 'delegated' && principal.user.id === user.id
  return isOwn ? all : all.filter(({ subclass }) => subclass === 'OrganizationUser')
}

function contextOf({ user }: Call): string {
  return `users('${user.id}')/people`
}
