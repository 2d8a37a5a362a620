import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'
import { sendAction } from '../client/read-json.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { emailAddress } from '../input/email-address.ts'
import { emailLists, emailSearches } from './email-tags.ts'

const addresses = z.array(emailAddress).max(500)

const input = z.strictObject({
  to: addresses.default([]).describe('Addresses without names.'),
  cc: addresses.default([]),
  bcc: addresses.default([]),
  subject: z.string().max(255),
  body: z.string().max(1_000_000),
  bodyType: z.enum(['text', 'html']).default('text'),
  saveToSentItems: z.boolean().default(true),
})

const output = z.object({
  accepted: z.literal(true),
  recipients: z.number(),
  savedToSentItems: z.boolean(),
  note: z.string(),
})

/** Sends a new message. */
export const emailSend = defineTool({
  name: 'email_send',
  title: 'Send mail',
  description:
    'Sends a new message at once, in the name of the signed-in user. It cannot be called back: have recipients and text confirmed first. After an error that says the outcome is not known, look in sentitems with email_list before sending again.',
  effect: 'write',
  permissions: { delegated: ['Mail.Send'], application: ['Mail.Send'] },
  input,
  output,
  invalidates: () => [emailLists, emailSearches, allFolders],

  async run(input, context) {
    const recipients = new Set(
      [...input.to, ...input.cc, ...input.bcc].map((address) => address.toLowerCase()),
    ).size
    if (recipients === 0) throw new InvalidInput(['Give at least one address in to, cc or bcc'])
    await sendAction(context, '/me/sendMail', messageFrom(input), {
      lookAt:
        'Look in sentitems with email_list for a message with this subject; send again only if there is none after a minute.',
    })
    const note = 'Microsoft Graph has accepted it for delivery; whether it arrives is not known yet.'
    return { accepted: true as const, recipients, savedToSentItems: input.saveToSentItems, note }
  },
})

function messageFrom({
  to,
  cc,
  bcc,
  subject,
  body,
  bodyType,
  saveToSentItems,
}: z.infer<typeof input>): object {
  const named = (list: readonly string[]) => list.map((address) => ({ emailAddress: { address } }))
  return {
    message: {
      subject,
      body: { contentType: bodyType, content: body },
      toRecipients: named(to),
      ccRecipients: named(cc),
      bccRecipients: named(bcc),
    },
    saveToSentItems,
  }
}
