import type { Events } from '@graphkeep/core'

import type { Meter } from './telemetry-api.ts'

/**
 * Records what happens as metrics of OpenTelemetry, until the returned function is called. Durations are in seconds.
 *
 * @example
 * ```ts
 * import { metrics } from '@opentelemetry/api'
 * import { createEvents } from '@graphkeep/core'
 * import { recordMetrics } from '@graphkeep/cache/opentelemetry'
 *
 * const events = createEvents()
 * recordMetrics(events, metrics.getMeter('graphkeep'))
 * ```
 */
export function recordMetrics(events: Events, meter: Meter): () => void {
  const stops = [...cacheMetrics(events, meter), ...graphMetrics(events, meter)]
  return () => {
    for (const stop of stops) stop()
  }
}

function cacheMetrics(events: Events, meter: Meter): readonly (() => void)[] {
  const answers = secondsOf(
    meter,
    'graphkeep.cache.answer.duration',
    'How long callers waited for an answer.',
  )
  const invalidations = meter.createCounter('graphkeep.cache.invalidations', {
    description: 'By what caused them.',
  })
  const refreshes = meter.createCounter('graphkeep.cache.refreshes', {
    description: 'Fetches behind an answer, by how they ended.',
  })
  const failures = meter.createCounter('graphkeep.store.failures', {
    description: 'Times the store failed and callers were served all the same.',
  })
  return [
    events.on('cache.answer', ({ family, state, source, ms }) => answers(ms, { family, state, source })),
    events.on('cache.invalidated', ({ cause }) => invalidations.add(1, { cause })),
    events.on('cache.refreshed', ({ family, outcome }) => refreshes.add(1, { family, outcome })),
    events.on('store.degraded', (failure) => failures.add(1, { ...failure })),
  ]
}

function graphMetrics(events: Events, meter: Meter): readonly (() => void)[] {
  const requests = secondsOf(meter, 'graphkeep.graph.request.duration', 'How long Microsoft Graph took.')
  const waits = secondsOf(
    meter,
    'graphkeep.graph.retry.wait',
    'How long was waited before a request was repeated.',
  )
  const batches = meter.createHistogram('graphkeep.graph.batch.size', {
    description: 'How many reads went together in one request.',
  })
  const circuits = meter.createCounter('graphkeep.graph.circuit.changes', {
    description: 'Times that a part of Graph was left alone, tried once more, or in use again.',
  })
  const calls = secondsOf(meter, 'graphkeep.tool.duration', 'How long calls of tools took.')
  return [
    events.on('graph.request', ({ method, route, status, ms }) => requests(ms, { method, route, status })),
    events.on('graph.retry', ({ route, status, waitMs }) => waits(waitMs, { route, status })),
    events.on('graph.batch', ({ requests }) => batches.record(requests)),
    events.on('graph.circuit', ({ workload, state }) => circuits.add(1, { workload, state })),
    events.on('tool.called', ({ tool, ms, outcome, code }) =>
      calls(ms, { tool, outcome, ...(code !== undefined && { code }) }),
    ),
  ]
}

function secondsOf(meter: Meter, name: string, description: string) {
  const histogram = meter.createHistogram(name, { description, unit: 's' })
  return (ms: number, attributes: Readonly<Record<string, string | number>>) =>
    histogram.record(ms / 1000, attributes)
}
