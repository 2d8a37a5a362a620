/** What is told beside a measurement. Only names, states and codes: nothing of an account's data. */
export type Attributes = Readonly<Record<string, string | number>>

/** What is needed of a meter. That of `@opentelemetry/api` has it. */
export interface Meter {
  createCounter(
    name: string,
    options?: InstrumentOptions,
  ): { add(value: number, attributes?: Attributes): void }
  createHistogram(
    name: string,
    options?: InstrumentOptions,
  ): { record(value: number, attributes?: Attributes): void }
}

interface InstrumentOptions {
  readonly description?: string
  readonly unit?: string
}

/** What is needed of a span. That of `@opentelemetry/api` has it. */
export interface Span {
  setAttribute(name: string, value: string | number): unknown
  setStatus(status: { readonly code: number }): unknown
  end(endTime?: number): void
}

/** What is needed of a tracer. That of `@opentelemetry/api` has it. */
export interface Tracer {
  startSpan(
    name: string,
    options?: {
      readonly kind?: number
      readonly startTime?: number
      readonly attributes?: Record<string, string | number>
    },
  ): Span
  startActiveSpan<result>(name: string, run: (span: Span) => result): result
}

/** OpenTelemetry's number of a span about a request to somebody else. */
export const clientKind = 2

/** OpenTelemetry's number of a status that says that something failed. */
export const failed = 2
