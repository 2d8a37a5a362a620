import type { Events } from '@graphkeep/core'

import { clientKind, failed, type Tracer } from './telemetry-api.ts'

/**
 * Records every answer of a cache and every request to Microsoft Graph as a span of OpenTelemetry, below the span that is
 * active when it ends, until the returned function is called.
 *
 * @example
 * ```ts
 * import { trace } from '@opentelemetry/api'
 * import { createEvents } from '@graphkeep/core'
 * import { recordSpans } from '@graphkeep/cache/opentelemetry'
 *
 * const events = createEvents()
 * recordSpans(events, trace.getTracer('graphkeep'))
 * ```
 */
export function recordSpans(events: Events, tracer: Tracer): () => void {
  const stops = [
    events.on('cache.answer', ({ ms, ...attributes }) => {
      const { span, end } = ended(tracer, 'cache.answer', { ms, attributes })
      span.end(end)
    }),

    events.on('graph.request', ({ ms, ...attributes }) => {
      const name = `${attributes.method} ${attributes.route}`
      const { span, end } = ended(tracer, name, { ms, attributes, kind: clientKind })
      if (attributes.status === 0 || attributes.status >= 400) span.setStatus({ code: failed })
      span.end(end)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

interface Ended {
  readonly ms: number
  readonly attributes: Record<string, string | number>
  readonly kind?: number
}

/** Starts a span that ends now, and returns when that is: OpenTelemetry's own clock may be some way off. */
function ended(tracer: Tracer, name: string, { ms, ...options }: Ended) {
  const end = Date.now()
  return { span: tracer.startSpan(name, { ...options, startTime: end - ms }), end }
}
