import { z } from 'zod'

/** One mail address without a name, in any script. */
export const emailAddress = z
  .string()
  .trim()
  .refine(
    (text) =>
      text.length <= 320 &&
      /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(\.[^\s@<>,;:"()[\]\\.]+)+$/u.test(text),
    {
      error: 'write a full mail address without a name, as ada@contoso.com',
    },
  )
