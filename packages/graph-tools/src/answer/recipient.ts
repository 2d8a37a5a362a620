import { z } from 'zod'

import { visibleLine } from '../text/visible-text.ts'

/** A person as mail names one. Both parts are what the sender wrote. */
export const recipient = z.object({ name: z.string().optional(), address: z.string().optional() })

/** A recipient as Graph writes one. */
export interface GraphRecipient {
  readonly emailAddress?: { readonly name?: string | null; readonly address?: string | null } | null
}

/** Writes a recipient without what is absent or said twice; `undefined` when nothing is left. */
export function recipientFrom(
  value: GraphRecipient | null | undefined,
): z.infer<typeof recipient> | undefined {
  const name = visibleLine(value?.emailAddress?.name ?? '')
  const address = visibleLine(value?.emailAddress?.address ?? '')
  if (name === '' && address === '') return undefined
  return {
    ...(name !== '' && name !== address && { name }),
    ...(address !== '' && { address }),
  }
}

/** Writes a list of recipients; `undefined` when there is none. */
export function recipientsFrom(
  values: readonly GraphRecipient[] | null | undefined,
): z.infer<typeof recipient>[] | undefined {
  const written = (values ?? []).flatMap((value) => recipientFrom(value) ?? [])
  return written.length > 0 ? written : undefined
}
