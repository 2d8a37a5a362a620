import { z } from 'zod'

/** Names a call, so that repeating it does no more than the first did. */
export const idempotencyKey = z
  .string()
  .min(8)
  .max(100)
  .optional()
  .describe(
    'Any text of your own for this one call: repeated with it within 24 hours, the call does nothing more.',
  )
