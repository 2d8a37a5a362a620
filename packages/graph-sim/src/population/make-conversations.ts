import type { Random } from '../random/random.ts'
import type { ConversationStore } from '../workloads/conversations/conversation-store.ts'
import { type Group, isGroup } from '../workloads/groups/group.ts'
import type { Days } from './calendar-days.ts'

/** What conversations are made from. */
export interface TalkSource {
  readonly random: Random
  readonly days: Days
}

const topics: readonly (readonly [topic: string, first: string, answer: string])[] = [
  [
    'Minutes of the last meeting',
    'The minutes are in the library. Please read them by Friday.',
    'Read, thank you.',
  ],
  ['Who can stand in next week?', 'I am away from Tuesday to Thursday. Who takes the calls?', 'I can.'],
]

/** Fills the conversations of a group: a welcome, and two talks among its members. */
export function makeConversations(
  store: ConversationStore,
  group: Group,
  { random, days }: TalkSource,
): void {
  const people = group.members.flatMap((member) => (isGroup(member) ? [] : [member]))
  const [owner] = [...group.owners, ...people]
  if (owner === undefined) return
  const write = (text: string): { readonly contentType: 'html'; readonly content: string } => ({
    contentType: 'html',
    content: `<html><body><p>${text}</p></body></html>`,
  })
  const rest = { newParticipants: [], categories: [] }
  store.begin(group, `The new ${group.displayName} group is ready`, {
    ...rest,
    author: owner,
    body: write(`Welcome to the ${group.displayName} group. Share ideas, files and important dates here.`),
    at: Math.max(group.createdAt, days.at(random.int(40, 80), random.next())),
  })
  for (const [i, [topic, first, answer]] of topics.entries()) {
    const [author = owner, other = owner] = [people[i % people.length], people[(i + 1) % people.length]]
    const begun = days.at(random.int(3, 20), random.next())
    const { threads } = store.begin(group, topic, { ...rest, author, body: write(first), at: begun })
    const [thread] = threads
    if (thread !== undefined)
      store.reply(thread, {
        ...rest,
        author: other,
        body: write(answer),
        at: begun + random.int(1, 20) * 3_600_000,
      })
  }
}
