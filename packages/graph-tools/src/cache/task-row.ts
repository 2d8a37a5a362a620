import type { Job } from '@graphkeep/core'
import { z } from 'zod'

/** Where a job may be on its way. */
export const taskState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])

/** A job without what it is about and what came of it: both may hold content. */
export const taskRow = z.object({
  id: z.string(),
  type: z.string(),
  state: taskState,
  progress: z.number().describe('From 0 to 1.'),
  attempt: z.number().describe('How often it was started.'),
  attempts: z.number().describe('How often it may be started.'),
  createdAt: z.string().describe('UTC, like all times.'),
  runAt: z.string().optional().describe('When it starts; only while queued.'),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})

/** Writes a job as a row. */
export function taskFrom(job: Job): z.infer<typeof taskRow> {
  const { id, type, state, progress, attempt, attempts, createdAt, runAt, startedAt, endedAt, error } = job
  return {
    id,
    type,
    state,
    progress,
    attempt,
    attempts,
    createdAt: iso(createdAt),
    ...(state === 'queued' && { runAt: iso(runAt) }),
    ...(startedAt !== undefined && { startedAt: iso(startedAt) }),
    ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
    ...(error && { error: { ...error } }),
  }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
