import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { GroupConversation } from './conversation-store.ts'

/** Says which subscriptions hear of a conversation: those to the conversations of its group. */
export function changedConversation({ groupId, conversation }: GroupConversation): ChangedThing {
  const place = `groups/${groupId}/conversations`
  return { type: 'conversation', audiences: [place], place, id: conversation.id }
}
