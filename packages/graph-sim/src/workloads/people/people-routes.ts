import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Route } from '../../routing/route.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'
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

/** The people who matter to somebody. */
export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/people'],
    workload: 'outlook',
    permissions: {
      delegated: ['People.Read', 'People.Read.All'],
      shared: ['People.Read.All'],
      application: ['People.Read.All'],
    },
    answer(call) {
      const rows = relevantPeople(call.tenant, call.user)
      return answerList(call, {
        entity: personEntity,
        rules: peopleListRules,
        rows,
        context: `users('${call.user.id}')/people`,
        search: (text) => searchPeople(rows, text),
      })
    },
  },
]
