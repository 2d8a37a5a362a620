import { createEvents, type GraphkeepEvents } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

const degraded: GraphkeepEvents['store.degraded'] = {
  store: 'memory',
  operation: 'get',
  code: 'ERR_STORE_UNAVAILABLE',
}

describe('events', () => {
  it('reach every listener of their name, in the order of emission', () => {
    const events = createEvents()
    const seen: unknown[] = []
    events.on('store.degraded', (event) => seen.push(['one', event.operation]))
    events.on('store.degraded', (event) => seen.push(['two', event.operation]))
    events.on('cache.refreshed', () => seen.push('another event'))
    events.emit('store.degraded', degraded)
    events.emit('store.degraded', { ...degraded, operation: 'set' })
    expect(seen).toEqual([
      ['one', 'get'],
      ['two', 'get'],
      ['one', 'set'],
      ['two', 'set'],
    ])
  })

  it('stop reaching a listener that no longer listens', () => {
    const events = createEvents()
    const seen: unknown[] = []
    const stop = events.on('store.degraded', (event) => seen.push(event))
    stop()
    stop()
    events.emit('store.degraded', degraded)
    expect(seen).toEqual([])
  })

  it('reach the others and spare the caller when a listener throws', () => {
    const events = createEvents()
    const seen: unknown[] = []
    events.on('store.degraded', () => {
      throw new Error('made to fail')
    })
    events.on('store.degraded', (event) => seen.push(event))
    events.emit('store.degraded', degraded)
    expect(seen).toEqual([degraded])
  })

  it('may be emitted when nobody listens', () => {
    expect(() => createEvents().emit('store.degraded', degraded)).not.toThrow()
  })

  it('stay apart between two places', () => {
    const seen: unknown[] = []
    createEvents().on('store.degraded', (event) => seen.push(event))
    createEvents().emit('store.degraded', degraded)
    expect(seen).toEqual([])
  })
})
