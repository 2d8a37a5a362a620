import { escapeHtml } from '../mime/text-to-html.ts'

const fonts = 'font-family:Aptos,Calibri,Helvetica,sans-serif; font-size:12pt; color:rgb(0,0,0)'

/** The part of a letter that is not quoted. */
export function letterBody(paragraphs: readonly string[], signature: readonly string[]): string {
  const text = paragraphs.map(
    (one) => `<div style="${fonts}">${escapeHtml(one)}</div><div style="${fonts}"><br></div>`,
  )
  const sign = signature.map((line) => escapeHtml(line)).join('<br>')
  return `${text.join('\r\n')}<div id="Signature"><div style="${fonts}">${sign}</div></div>`
}

/** Wraps the inside of a body into a page. */
export function page(body: string, direction: 'ltr' | 'rtl' = 'ltr'): string {
  return `<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n<style type="text/css" style="display:none">\r\n<!--\r\np\r\n\t{margin-top:0;\r\n\tmargin-bottom:0}\r\n-->\r\n</style></head><body dir="${direction}">${body}</body></html>`
}

/** Quotes a letter below its answer, with the lines that say whose it was. */
export function quote(
  head: { readonly from: string; readonly sent: string; readonly to: string; readonly subject: string },
  body: string,
): string {
  const lines = [
    `<b>From:</b> ${escapeHtml(head.from)}`,
    `<b>Sent:</b> ${escapeHtml(head.sent)}`,
    `<b>To:</b> ${escapeHtml(head.to)}`,
    `<b>Subject:</b> ${escapeHtml(head.subject)}`,
  ]
  return `\r\n<div id="appendonsend"></div><hr style="display:inline-block; width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">${lines.join('<br>')}</font><div>&nbsp;</div></div>${body}`
}

/** A newsletter: a preview text that nobody sees, tables, links with marks, and a picture of one pixel that reports back. */
export function newsletterHtml(parts: {
  readonly title: string
  readonly preview: string
  readonly items: readonly { readonly head: string; readonly text: string }[]
  readonly host: string
  readonly mark: string
}): string {
  const rows = parts.items
    .map(
      ({ head, text }, i) =>
        `<tr><td style="padding:16px 24px"><h2 style="font-size:18px;margin:0"><a href="https://${parts.host}/r/${parts.mark}/${i}?utm_source=newsletter&amp;utm_medium=email">${escapeHtml(head)}</a></h2><p>${escapeHtml(text)}</p></td></tr>`,
    )
    .join('')
  return page(
    `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(parts.preview)}${'&zwnj;&nbsp;'.repeat(12)}</div><table role="presentation" width="600" align="center"><tr><td style="background:#0b3d5c;color:#fff;padding:24px"><h1>${escapeHtml(parts.title)}</h1></td></tr>${rows}<tr><td style="font-size:11px;color:#888">You get this because you signed up. <a href="https://${parts.host}/unsubscribe/${parts.mark}">Unsubscribe</a></td></tr></table><img src="https://${parts.host}/o/${parts.mark}.gif" width="1" height="1" alt="" style="display:block">`,
  )
}
