import type { Answered } from './clients.ts'

/** All that an answer says in words. */
export function textOf({ content }: Answered): string {
  return content.map((part) => part.text).join('\n')
}
