import { changeKeyMismatch } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'

/** Refuses with 412 when `If-Match` names another version than the present one (Graph rule 39). */
export function requireVersion(call: Call, changeKey: string): void {
  const wanted = call.headers.get('if-match')
  if (wanted === null || wanted.trim() === '*') return
  const tags = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, '').replace(/^"|"$/g, ''))
  if (!tags.includes(changeKey)) refuse(changeKeyMismatch)
}
