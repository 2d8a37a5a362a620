import { escapeHtml, textToHtml } from '../../mime/text-to-html.ts'
import { toLocal } from '../../time/zone.ts'
import type { Message } from './mail-folder.ts'
import type { MessageContent } from './message-content.ts'
import { addresses } from './message-headers.ts'

/** What is written above what is quoted. */
export interface Quoting {
  readonly comment: string
  /** In which the quoted message's time is told. */
  readonly timeZone: string
}

/** The body of an answer to a message: a comment, then the head and the body of the original. */
export function quoteMessage(
  original: Message,
  { comment, timeZone }: Quoting,
): Pick<MessageContent, 'body' | 'uniqueBody'> {
  const own = comment === '' ? '' : `<div>${escapeHtml(comment).replaceAll('\n', '<br>')}</div>`
  const quoted =
    original.body.contentType === 'html'
      ? inner(original.body.content)
      : inner(textToHtml(original.body.content))
  const head = [
    `<b>From:</b> ${escapeHtml(addresses(original.from === null ? [] : [original.from]))}`,
    `<b>Sent:</b> ${toLocal(Date.parse(original.sentDateTime), timeZone).replace('T', ' ')}`,
    `<b>To:</b> ${escapeHtml(addresses(original.toRecipients))}`,
    `<b>Subject:</b> ${escapeHtml(original.subject ?? '')}`,
  ].join('<br>')
  return {
    uniqueBody: { contentType: 'html', content: `<html><body>${own}</body></html>` },
    body: {
      contentType: 'html',
      content: `<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>${own}<hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr">${head}<div>&nbsp;</div></div>${quoted}</body></html>`,
    },
  }
}

/** The subject of an answer: with the prefix, unless it has it already. */
export function prefixed(subject: string, prefix: 'Re' | 'Fw'): string {
  const known = prefix === 'Re' ? /^re:/i : /^fwd?:/i
  return known.test(subject) ? subject : `${prefix}: ${subject}`
}

function inner(html: string): string {
  return /<body\b[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html
}
