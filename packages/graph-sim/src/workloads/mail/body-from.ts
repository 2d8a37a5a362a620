import { isObject, member } from '../../gateway/parse-json.ts'
import { asPage } from '../../mime/text-to-html.ts'
import type { ItemBody } from './message-content.ts'

/** Reads the body of a message or an event; a missing type is text. */
export function bodyFrom(value: unknown): ItemBody {
  if (!isObject(value)) return { contentType: 'text', content: '' }
  const html = String(member(value, 'contentType') ?? 'text').toLowerCase() === 'html'
  const content = String(member(value, 'content') ?? '')
  return html ? { contentType: 'html', content: asPage(content) } : { contentType: 'text', content }
}
