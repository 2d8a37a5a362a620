export { recordMetrics } from './telemetry/record-metrics.ts'
export { recordSpans } from './telemetry/record-spans.ts'
export type { Attributes, Meter, Span, Tracer } from './telemetry/telemetry-api.ts'
export { toolSpans } from './telemetry/tool-spans.ts'
