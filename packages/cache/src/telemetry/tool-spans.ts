import { type InvokeStep, isGraphkeepError } from '@graphkeep/core'

import { failed, type Tracer } from './telemetry-api.ts'

/**
 * Makes the step of an invoker that puts each call of a tool into a span of OpenTelemetry; what happens during the call is
 * below it. Of an error it tells the code alone.
 *
 * @example
 * ```ts
 * import { trace } from '@opentelemetry/api'
 * import { createInvoker } from '@graphkeep/core'
 * import { toolSpans } from '@graphkeep/cache/opentelemetry'
 *
 * const invoker = createInvoker({ tools: [], fetchFor: () => fetch, steps: [toolSpans(trace.getTracer('graphkeep'))] })
 * ```
 */
export function toolSpans(tracer: Tracer): InvokeStep {
  return (call, next) =>
    tracer.startActiveSpan(`tool ${call.tool.name}`, async (span) => {
      span.setAttribute('tool', call.tool.name)
      span.setAttribute('effect', call.tool.effect)
      try {
        const answer = await next(call)
        if (answer.freshness) span.setAttribute('state', answer.freshness.state)
        return answer
      } catch (error) {
        span.setAttribute('code', isGraphkeepError(error) ? error.code : 'ERR_UNEXPECTED')
        span.setStatus({ code: failed })
        throw error
      } finally {
        span.end()
      }
    })
}
