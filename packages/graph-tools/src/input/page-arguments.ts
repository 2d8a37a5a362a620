import { z } from 'zod'

/** How many to answer with. */
export const top = (most: number, usual: number) =>
  z.int().min(1).max(most).default(usual).describe(`How many, at most ${most}.`)

/** Where a list goes on. */
export const cursor = z
  .string()
  .max(4000)
  .optional()
  .describe('nextCursor of the answer before, with otherwise the same arguments.')
