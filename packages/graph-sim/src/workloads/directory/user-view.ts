import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Entity } from '../../odata/entity.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { settingsBody } from '../mailbox-settings/settings-body.ts'
import { hasMailbox } from './has-mailbox.ts'
import type { User } from './user.ts'
import { userEntity } from './user-entity.ts'
import { sharePointProperties } from './user-properties.ts'

/**
 * Users with what the tenant knows of them besides: when they signed in, and how their mailbox is set up. When somebody
 * signed in never comes without the id.
 */
export function userView({ tenant, query }: Pick<Call, 'tenant' | 'query'>): Entity<User> {
  const asksForSignIns = /\bsignInActivity\b/i.test(query.option('select') ?? '')
  return {
    ...userEntity,
    always: asksForSignIns ? ['id'] : [],
    read(user, property, view) {
      if (property === 'signInActivity') return signInActivity(tenant, user)
      if (property === 'mailboxSettings') return hasMailbox(user) ? settingsBody(tenant.mailbox(user)) : null
      return userEntity.read(user, property, view)
    },
  }
}

/** Refuses to list what Graph gives with one user only, with Graph's own status. */
export function requireListable(call: Call): void {
  const asked = (call.query.option('select') ?? '').split(',').map((name) => name.trim().toLowerCase())
  const alone = [...Object.keys(sharePointProperties), 'mailboxSettings']
  const bad = alone.find((name) => asked.includes(name.toLowerCase()))
  if (bad !== undefined) refuse(notSimulated(`${bad} in a list of users, as Graph does not either`))
}

function signInActivity({ administration }: TenantState, { id }: User): unknown {
  const own = administration.signIns().filter(({ userId }) => userId === id)
  const [last] = own
  if (last === undefined) return null
  const good = own.find(({ status }) => (status as { readonly errorCode: number }).errorCode === 0) ?? last
  return {
    lastSignInDateTime: last.createdDateTime,
    lastSignInRequestId: last.id,
    lastNonInteractiveSignInDateTime: null,
    lastNonInteractiveSignInRequestId: null,
    lastSuccessfulSignInDateTime: good.createdDateTime,
    lastSuccessfulSignInRequestId: good.id,
  }
}
