import { z } from 'zod'

/** An id as one of the tools answered it. */
export const graphId = z.string().trim().min(1).max(600)
