import type { Random } from '../../random/random.ts'

/** Makes the id of a channel (`tacv2`) or of a chat of several people (`v2`). */
export function threadId(random: Random, kind: 'tacv2' | 'v2'): string {
  return `19:${Buffer.from(random.bytes(16)).toString('hex')}@thread.${kind}`
}
