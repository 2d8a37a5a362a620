import type { TenantState } from '../../tenant/tenant-state.ts'
import { mailboxAt } from '../calendar/attendee-mailbox.ts'
import { busyTimes } from './busy-time.ts'
import type { MeetingRequest, Span, WantedPlace } from './meeting-request.ts'

/** Where a meeting could take place at a time; `undefined` when it needs a place and there is none. */
export function freePlaces(
  tenant: TenantState,
  { places, needsPlace, suggestsPlace }: MeetingRequest,
  slot: Span,
): readonly Readonly<Record<string, unknown>>[] | undefined {
  const wanted = places.filter((place) => !place.checked || isFree(tenant, place.address, slot))
  const offered = suggestsPlace && wanted.length === 0 ? freeRoom(tenant, slot) : []
  const all = [...wanted, ...offered]
  if (needsPlace && all.length === 0) return undefined
  return all.map(({ displayName, address }) => ({
    displayName,
    ...(address === undefined ? {} : { locationEmailAddress: address }),
  }))
}

function isFree(tenant: TenantState, address: string | undefined, { from, to }: Span): boolean {
  const found = address === undefined ? undefined : mailboxAt(tenant, address)
  return found === undefined || busyTimes(found.mailbox, from, to).length === 0
}

function freeRoom(tenant: TenantState, slot: Span): readonly Pick<WantedPlace, 'displayName' | 'address'>[] {
  const room = tenant.places().rooms.find(({ emailAddress }) => isFree(tenant, emailAddress, slot))
  return room === undefined ? [] : [{ displayName: room.displayName, address: room.emailAddress }]
}
