import type { Call } from '../../gateway/call.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import {
  changeGroupEvent,
  createGroupEvent,
  forwardGroupEvent,
  listGroupEvents,
  readGroupEvent,
  viewGroupCalendar,
} from './calendar-permissions.ts'
import { seenInFull } from './group-view.ts'

const owner = '/users/{user}'
const calendar = `${owner}/calendar`

/** What only people do: groups accept by themselves, and have no reminders. */
const personal = /\/(accept|tentativelyAccept|decline)$/

/** The same operations on the calendar of a Microsoft 365 group, which has one only. */
export function groupCalendarRoutes(routes: readonly Route[]): readonly Route[] {
  return routes.flatMap((route) => {
    const paths = route.paths.filter(isForGroups).map((path) => path.replace(owner, '/groups/{group}'))
    if (paths.length === 0) return []
    return [
      {
        ...route,
        paths,
        permissions: permissionsFor(route),
        answer: (call: Call) => route.answer(seenInFull(call)),
      },
    ]
  })
}

function isForGroups(path: string): boolean {
  if (personal.test(path) || path === `${calendar}/permanentDelete`) return false
  return path === calendar || /^\/users\/\{user\}\/(calendar|events|calendarView)(\/|$)/.test(path)
}

function permissionsFor({ method, paths }: Route): Permissions {
  const path = paths[0] ?? ''
  if (method === 'GET') {
    if (path.endsWith('/calendarView')) return viewGroupCalendar
    return path.includes('/{event}') ? readGroupEvent : listGroupEvents
  }
  if (path.endsWith('/forward')) return forwardGroupEvent
  return method === 'POST' && !path.includes('/{event}') ? createGroupEvent : changeGroupEvent
}
