import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createEvents, eventNames, type GraphkeepEvents } from '@graphkeep/core'
import { expect, it } from 'vitest'

import { publishEvents } from '../../src/diagnostics.ts'

it('every event is published on the channel of its name, until that is stopped', () => {
  const events = createEvents()
  const stop = publishEvents(events)
  const told: unknown[] = []
  const listen = (event: unknown, channel: string | symbol) => void told.push([channel, event])
  for (const name of eventNames) subscribe(`graphkeep:${name}`, listen)
  for (const name of eventNames) events.emit(name, { name } as unknown as GraphkeepEvents[typeof name])
  stop()
  events.emit('graph.batch', { requests: 2 })
  for (const name of eventNames) unsubscribe(`graphkeep:${name}`, listen)
  expect(told).toEqual(eventNames.map((name) => [`graphkeep:${name}`, { name }]))
})

it('the names of all events are known', () => {
  const known: Record<keyof GraphkeepEvents, true> = {
    'cache.answer': true,
    'cache.invalidated': true,
    'cache.refreshed': true,
    'store.degraded': true,
    'graph.request': true,
    'graph.retry': true,
    'graph.batch': true,
    'graph.circuit': true,
    'graph.mismatch': true,
    'tool.called': true,
  }
  expect([...eventNames].sort()).toEqual(Object.keys(known).sort())
})
