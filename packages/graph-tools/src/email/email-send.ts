import { defineTool, GraphFailure, InvalidInput, type ToolContext } from '@graphkeep/core'
import { z } from 'zod'
import { sendAction } from '../client/read-json.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { emailAddress } from '../input/email-address.ts'
import { idempotencyKey } from '../input/idempotency-key.ts'
import { sendMail } from '../sending/send-mail.ts'
import { emailLists, emailSearches } from './email-tags.ts'

const addresses = z.array(emailAddress).max(500)

const emailInput = z.strictObject({
  to: addresses.default([]).describe('Addresses without names.'),
  cc: addresses.default([]),
  bcc: addresses.default([]),
  subject: z.string().max(255),
  body: z.string().max(1_000_000),
  bodyType: z.enum(['text', 'html']).default('text'),
  saveToSentItems: z.boolean().default(true),
  idempotencyKey,
})

const output = z.object({
  accepted: z.literal(true),
  recipients: z.number(),
  id: z.string().optional().describe('Of the copy in sentitems; absent when none is known.'),
  savedToSentItems: z.boolean().describe('Whether the copy stands there already.'),
  note: z.string(),
})

/** Sends a new message. */
export const emailSend = defineTool({
  name: 'email_send',
  title: 'Send mail',
  description:
    'Sends a new message at once, in the name of the signed-in user. It cannot be called back: have recipients and text confirmed first. After an error that says the outcome is not known, look in sentitems with email_list before sending again.',
  effect: 'write',
  once: {
    key: ({ idempotencyKey }) => idempotencyKey,
    lookAt: 'Look in sentitems with email_list for a message with this subject.',
  },
  permissions: {
    delegated: ['Mail.Read', 'Mail.ReadWrite', 'Mail.Send'],
    application: ['Mail.Read', 'Mail.ReadWrite', 'Mail.Send'],
  },
  input: emailInput,
  output,
  invalidates: () => [emailLists, emailSearches, allFolders],

  async run(input, context) {
    const recipients = new Set(
      [...input.to, ...input.cc, ...input.bcc].map((address) => address.toLowerCase()),
    ).size
    if (recipients === 0) throw new InvalidInput(['Give at least one address in to, cc or bcc'])
    const { id, copy } = await send(input, context)
    return {
      accepted: true as const,
      recipients,
      ...(id !== undefined && { id }),
      savedToSentItems: copy === 'stands',
      note: `Microsoft Graph has accepted it for delivery; whether it arrives is not known yet.${notes[copy]}`,
    }
  },
})

const notes = {
  stands: '',
  'on its way': ' Its copy is not in sentitems yet, but on its way there.',
  none: ' No copy is kept.',
}

/** How long the copy in Sent Items usually takes (Graph rule 33), in milliseconds. */
const copyTakesMs = 5000

interface Sent {
  readonly id?: string
  readonly copy: keyof typeof notes
}

/** Sends it as a draft, so that nothing is sent twice; at once where no copy is wanted or no draft may be made. */
async function send(input: z.infer<typeof emailInput>, context: ToolContext): Promise<Sent> {
  const message = messageFrom(input)
  const { saveToSentItems } = input
  if (!saveToSentItems) return sendAtOnce(context, { message, saveToSentItems })
  try {
    return await sendMail(context, message, { key: input.idempotencyKey })
  } catch (error) {
    const mayNotDraft = error instanceof GraphFailure && error.status === 403 && !error.outcomeUnknown
    if (!mayNotDraft) throw error
    return sendAtOnce(context, { message, saveToSentItems })
  }
}

async function sendAtOnce(
  context: ToolContext,
  body: { readonly message: object; readonly saveToSentItems: boolean },
): Promise<Sent> {
  await sendAction(context, '/me/sendMail', body, {
    lookAt:
      'Look in sentitems with email_list for a message with this subject; send again only if there is none after a minute.',
  })
  if (!body.saveToSentItems) return { copy: 'none' }
  // Lists are forgotten when the tool ends: whoever reads them anew then is to find the copy. Sent it is in any case.
  await context.clock.sleep(copyTakesMs, context.signal).catch(() => undefined)
  return { copy: 'on its way' }
}

function messageFrom({ to, cc, bcc, subject, body, bodyType }: z.infer<typeof emailInput>): object {
  const named = (list: readonly string[]) => list.map((address) => ({ emailAddress: { address } }))
  return {
    subject,
    body: { contentType: bodyType, content: body },
    toRecipients: named(to),
    ccRecipients: named(cc),
    bccRecipients: named(bcc),
  }
}
