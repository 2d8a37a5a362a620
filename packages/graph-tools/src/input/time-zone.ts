import { z } from 'zod'

import { isTimeZone } from '../time/zones.ts'

/** The IANA name of a time zone. */
export const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'write the IANA name of a time zone, as Europe/Oslo, Asia/Kathmandu or UTC' })
