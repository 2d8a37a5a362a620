import { createInvoker, defineTool, GraphFailure, type Schema } from '@graphkeep/core'
import { context, SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { cacheStep } from '../../src/index.ts'
import { recordMetrics, recordSpans, toolSpans } from '../../src/opentelemetry.ts'
import { ada, keyOf, openRig, short } from '../support/rig.ts'

const anything: Schema<unknown> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value }),
    jsonSchema: { input: () => ({}), output: () => ({}) },
  },
}

function openMeter() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e6 })
  const provider = new MeterProvider({ readers: [reader] })
  return {
    meter: provider.getMeter('graphkeep'),
    async read() {
      await reader.forceFlush()
      const metrics = exporter.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? []
      return new Map(metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints]))
    },
  }
}

function openTracer() {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  return { tracer: provider.getTracer('graphkeep'), spans: () => exporter.getFinishedSpans() }
}

describe('metrics of OpenTelemetry', () => {
  it('count answers, refreshes and invalidations, and how long everything took, until they are stopped', async () => {
    const { cache, events } = openRig()
    const { meter, read } = openMeter()
    const stop = recordMetrics(events, meter)
    for (let call = 0; call < 3; call++)
      await cache.getOrFetch(keyOf('a'), async () => 'canary', { policy: short })
    await cache.invalidate(ada, { tags: ['canary'] }, 'email_move')
    events.emit('graph.request', { method: 'GET', route: '/me/messages', status: 200, ms: 250, attempt: 1 })
    events.emit('tool.called', { tool: 'email_list', ms: 100, outcome: 'error', code: 'ERR_GRAPH' })
    stop()
    await cache.getOrFetch(keyOf('a'), async () => 'canary', { policy: short })

    const metrics = await read()
    const answers = metrics.get('graphkeep.cache.answer.duration')
    expect(answers?.map(({ attributes }) => attributes)).toEqual([
      { family: 'email', state: 'fresh', source: 'origin' },
      { family: 'email', state: 'fresh', source: 'memory' },
    ])
    expect(answers?.map(({ value }) => value)).toMatchObject([{ count: 1 }, { count: 2 }])
    expect(metrics.get('graphkeep.cache.invalidations')).toMatchObject([
      { attributes: { cause: 'email_move' }, value: 1 },
    ])
    expect(metrics.get('graphkeep.graph.request.duration')).toMatchObject([
      { attributes: { method: 'GET', route: '/me/messages', status: 200 }, value: { sum: 0.25 } },
    ])
    expect(metrics.get('graphkeep.tool.duration')).toMatchObject([
      { attributes: { tool: 'email_list', outcome: 'error', code: 'ERR_GRAPH' }, value: { sum: 0.1 } },
    ])
    expect(JSON.stringify([...metrics])).not.toContain('canary')
  })
})

describe('spans of OpenTelemetry', () => {
  const contexts = new AsyncLocalStorageContextManager()
  beforeAll(() => void context.setGlobalContextManager(contexts.enable()))
  afterAll(() => context.disable())

  it('put a call of a tool round the cache’s answer and the request to Graph', async () => {
    const { cache, events } = openRig()
    const { tracer, spans } = openTracer()
    recordSpans(events, tracer)
    const list = defineTool<unknown, unknown>({
      name: 'email_list',
      title: '',
      description: '',
      effect: 'read',
      permissions: { delegated: [], application: [] },
      input: anything,
      output: anything,
      cache: { resource: 'mail.list', tags: () => [] },
      async run(input) {
        const status = input === 'fail' ? 503 : 200
        events.emit('graph.request', { method: 'GET', route: '/me/messages', status, ms: 20, attempt: 1 })
        if (status === 503) throw new GraphFailure('canary', { status })
        return 'canary'
      },
    })
    const steps = [toolSpans(tracer), cacheStep(cache)]
    const invoker = createInvoker({ tools: [list], fetchFor: () => fetch, steps })
    await invoker.call('email_list', 'canary', { scope: ada })
    await expect(invoker.call('email_list', 'fail', { scope: ada })).rejects.toThrow('canary')

    const [request, answer, tool, failedRequest, failedTool] = spans()
    expect(tool).toMatchObject({
      name: 'tool email_list',
      attributes: { tool: 'email_list', effect: 'read', state: 'fresh' },
    })
    for (const part of [request, answer])
      expect(part?.parentSpanContext?.spanId).toBe(tool?.spanContext().spanId)
    expect(answer).toMatchObject({ name: 'cache.answer', attributes: { family: 'email', source: 'origin' } })
    expect(request).toMatchObject({
      name: 'GET /me/messages',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
    })
    const [seconds, nanoseconds] = request?.duration ?? [0, 0]
    expect(seconds * 1000 + nanoseconds / 1e6).toBeCloseTo(20, 0)
    expect(failedRequest?.status).toEqual({ code: SpanStatusCode.ERROR })
    expect(failedTool).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { code: 'ERR_GRAPH' },
    })
    expect(failedRequest?.parentSpanContext?.spanId).toBe(failedTool?.spanContext().spanId)
    expect(
      JSON.stringify(spans().map(({ name, attributes, events }) => [name, attributes, events])),
    ).not.toContain('canary')
  })
})
