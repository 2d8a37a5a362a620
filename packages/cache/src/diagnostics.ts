import { channel } from 'node:diagnostics_channel'

import { type EventName, type Events, eventNames } from '@graphkeep/core'

/**
 * Publishes every event on Node's channel `graphkeep:` and its name, e.g. `graphkeep:cache.answer`, until the returned
 * function is called. Without a subscriber an event costs nothing more.
 *
 * @example
 * ```ts
 * import { subscribe } from 'node:diagnostics_channel'
 * import { createEvents } from '@graphkeep/core'
 * import { publishEvents } from '@graphkeep/cache/diagnostics'
 *
 * const events = createEvents()
 * publishEvents(events)
 * subscribe('graphkeep:store.degraded', (event) => console.warn(event))
 * ```
 */
export function publishEvents(events: Events): () => void {
  const stops = eventNames.map((name) => publish(events, name))
  return () => {
    for (const stop of stops) stop()
  }
}

function publish(events: Events, name: EventName): () => void {
  const target = channel(`graphkeep:${name}`)
  return events.on(name, (event) => {
    if (target.hasSubscribers) target.publish(event)
  })
}
