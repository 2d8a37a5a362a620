import { htmlToText, type ReadableText } from '../text/html-to-text.ts'
import { visibleText } from '../text/visible-text.ts'

/** A body as Graph gives it. */
export interface GraphBody {
  readonly contentType?: string | null
  readonly content?: string | null
}

/** Returns a body as its reader would see it. */
export function readableBody(body: GraphBody | null | undefined): ReadableText {
  const content = body?.content ?? ''
  if (body?.contentType?.toLowerCase() === 'html') return htmlToText(content)
  return {
    text: visibleText(content)
      .replace(/[ \t]+$/gm, '')
      .trim(),
    hidden: 0,
    trackers: 0,
  }
}
