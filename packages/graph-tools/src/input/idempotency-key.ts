import { z } from 'zod'

/** A caller's name for one call, under which repetitions of it do nothing more. */
export const idempotencyKey = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('Any text of your own; a call repeated with it acts once.')
