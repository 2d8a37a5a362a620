import type { Permissions } from '../../routing/route.ts'

/** To see somebody's presence. */
export const readPresence: Permissions = {
  delegated: ['Presence.Read', 'Presence.Read.All'],
  shared: ['Presence.Read.All'],
  application: ['Presence.Read.All', 'Presence.ReadWrite.All'],
}

/** To see many presences at once. */
export const readPresences: Permissions = {
  delegated: ['Presence.Read.All'],
  shared: ['Presence.Read.All'],
  application: ['Presence.Read.All', 'Presence.ReadWrite.All'],
}

/** To set a presence: people their own, apps anybody's. */
export const writePresence: Permissions = {
  delegated: ['Presence.ReadWrite'],
  shared: ['Presence.ReadWrite.All'],
  application: ['Presence.ReadWrite.All'],
}
