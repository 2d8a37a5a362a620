export type {
  CacheAnswer,
  CacheKey,
  CacheManager,
  FencedWrite,
  FetchContext,
  GetOrFetchOptions,
  KeepOptions,
} from './cache/cache-manager.ts'
export type { CacheCounters, CacheStats, LatencyHistogram, ServedAnswers } from './cache/cache-stats.ts'
export type { CacheSource, CacheState, Freshness, FreshnessWish } from './cache/freshness.ts'
export type { CachePolicy, CacheResource } from './cache/policy.ts'
export type { WarmingStatus, WarmingStep } from './cache/warming.ts'
export { canonicalJson } from './canonical-json.ts'
export { type Clock, systemClock } from './clock.ts'
export {
  type AnyGraphkeepError,
  type DatabaseProblem,
  DatabaseRefused,
  DecryptionFailed,
  GraphFailure,
  type GraphFailureDetails,
  GraphkeepError,
  InvalidInput,
  InvalidOutput,
  isGraphkeepError,
  KeyUnavailable,
  OutcomeUnknown,
  SignInRequired,
  StoreUnavailable,
} from './errors.ts'
export { createEvents, type EventName, type Events, eventNames, type GraphkeepEvents } from './events.ts'
export { jsonText } from './json-text.ts'
export {
  createKeyRing,
  type DerivedKey,
  type KeyPurpose,
  type KeyRing,
  masterKeyLength,
} from './keys/key-ring.ts'
export type { SealContext, Sealer } from './keys/sealer.ts'
export { type CompleteJob, completeJob } from './queue/complete-job.ts'
export { type JobError, jobErrorOf, leaseLost } from './queue/job-error.ts'
export { createMemoryTaskQueue, type MemoryTaskQueueOptions } from './queue/memory-task-queue.ts'
export { retryDelayMs } from './queue/retry-delay.ts'
export type {
  Job,
  JobContext,
  JobFilter,
  JobHandler,
  JobState,
  NewJob,
  TaskQueue,
  Worker,
  WorkOptions,
} from './queue/task-queue.ts'
export type { JsonSchemaOptions, Schema, SchemaIssue, SchemaResult } from './schema.ts'
export { type Scope, scopeKey } from './scope.ts'
export { createMemorySecrets, type MemorySecretsOptions } from './secrets/memory-secrets.ts'
export { sealedSecrets } from './secrets/sealed-secrets.ts'
export type { SecretLife, SecretStore } from './secrets/secret-store.ts'
export { type EntryUse, entryWorth } from './store/entry-worth.ts'
export { type InvalidationTarget, patternOf } from './store/invalidation-target.ts'
export { holds, type Invalidations, noInvalidations } from './store/invalidations.ts'
export {
  createMemoryInvalidations,
  type MemoryInvalidations,
  type PastInvalidations,
} from './store/memory-invalidations.ts'
export { createMemoryLeases, type MemoryLeases } from './store/memory-leases.ts'
export { createMemoryStore, type MemoryStoreOptions } from './store/memory-store.ts'
export { sealedStore } from './store/sealed-store.ts'
export type {
  InvalidationRecord,
  Lease,
  Store,
  StoreEntry,
  StoreSize,
} from './store/store.ts'
export { wrapStore } from './store/wrap-store.ts'
export {
  type CallOptions,
  createInvoker,
  type Invoker,
  type InvokerOptions,
  type InvokeStep,
  type ToolAnswer,
  type ToolCall,
} from './tool/invoker.ts'
export { onceStep } from './tool/once-step.ts'
export {
  type AnyTool,
  defineTool,
  type Tool,
  type ToolCache,
  type ToolContext,
  type ToolEffect,
  type ToolOnce,
  type ToolPermissions,
} from './tool/tool.ts'
export { untilAborted } from './until-aborted.ts'
