import type { ChangedThing } from '../change-feed/changed-thing.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'

/** How a notification names what has changed. */
export interface ThingAddress {
  readonly resource: string
  readonly resourceData: Readonly<Record<string, unknown>>
}

/** Names a thing in the way of the part of Graph that it belongs to; no two of them do it alike. */
export function thingAddress(
  subscription: Subscription,
  thing: ChangedThing,
  tenantId: string,
): ThingAddress {
  const { kind, ids, includeResourceData } = subscription
  const id = ids === 'immutable' ? (thing.immutableId ?? thing.id) : thing.id
  const etag = thing.etag === undefined || kind.family === 'teams' ? {} : { '@odata.etag': thing.etag }
  const named = (resource: string, type: string): ThingAddress => ({
    resource,
    resourceData: { '@odata.type': type, '@odata.id': resource, ...etag, id, ...thing.facts },
  })
  const plain = thing.type
  const capital = capitalized(thing.type)
  switch (kind.family) {
    case 'outlook':
      return includeResourceData === true
        ? named(bracketed(capitalized(thing.place), id), `#microsoft.graph.${plain}`)
        : named(slashed(thing.place, id), `#Microsoft.Graph.${capital}`)
    case 'conversation':
      return named(slashed(thing.place, id), `#Microsoft.Graph.${capital}`)
    case 'todo':
      return named(`${thing.place}/${id}`, `#Microsoft.Graph.${capital}`)
    case 'directory': {
      const { resource, resourceData } = named(slashed(thing.place, id), `#Microsoft.Graph.${capital}`)
      return { resource, resourceData: { ...resourceData, organizationId: tenantId } }
    }
    case 'teams':
      return named(bracketed(thing.place, id), teamTypes[plain] ?? `#Microsoft.Graph.${plain}`)
    case 'presence': {
      const { resourceData } = named(`users/${id}/presence`, `#microsoft.graph.${plain}`)
      return { resource: `communications/presences/${id}`, resourceData }
    }
    case 'drive':
      return {
        resource: subscription.resource,
        resourceData: {
          '@odata.type': thing.type === 'list' ? '#Microsoft.Graph.ListItem' : '#Microsoft.Graph.DriveItem',
        },
      }
  }
}

/** The types that Teams spells in its own way. */
const teamTypes: Readonly<Record<string, string>> = {
  team: '#Microsoft.Graph.Team',
  channel: '#Microsoft.Graph.Channel',
  chat: '#microsoft.graph.chat',
}

/** `Users/{id}/Messages/{id}` for `users/{id}/messages`. */
function slashed(place: string, id: string): string {
  const parts = place.split('/').map((part, i) => (i % 2 === 0 ? capitalized(part) : part))
  return [...parts, id].join('/')
}

/** `teams('{id}')/channels('{id}')` for `teams/{id}/channels`. */
function bracketed(place: string, id: string): string {
  const parts = [...place.split('/'), id]
  return parts.reduce((path, part, i) => {
    if (i % 2 === 1) return `${path}('${part.replaceAll("'", "''")}')`
    return i === 0 ? part : `${path}/${part}`
  }, '')
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
