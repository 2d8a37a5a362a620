import type { Call } from '../../gateway/call.ts'
import type { ChatMessageBody, HostedContent } from './chat-message.ts'
import type { NewMessage } from './message-from.ts'
import { type ChatMessage, isChannel } from './team.ts'
import { messageOf, placeOf, requireActive, writerOf } from './team-call.ts'

/** Posts what a request says where its path points: in a channel, as a reply, or in a chat. */
export function post(call: Call, { content, hosted }: NewMessage): ChatMessage {
  const place = placeOf(call)
  const from = writerOf(call)
  requireActive(place)
  const replyTo = call.params['message'] === undefined ? undefined : messageOf(call)
  const store = call.tenant.teams()
  const named = hosted.map((each) => ({
    ...each,
    id: Buffer.from(`id=${store.newId()}`).toString('base64url'),
  }))
  const message = store.post(place, { content, from, replyTo, hosted: named })
  message.body = withAddresses(message, hosted, call.base)
  return message
}

/** A text refers to its pictures by the ids that the client gave them, and afterwards by where they are to be had. */
function withAddresses(message: ChatMessage, given: readonly HostedContent[], base: string): ChatMessageBody {
  const root = `${base}/${addressOf(message)}/hostedContents`
  const content = given.reduce(
    (text, { id }, i) =>
      text.replaceAll(`../hostedContents/${id}/$value`, () => `${root}/${message.hosted[i]?.id}/$value`),
    message.body.content,
  )
  return { ...message.body, content }
}

function addressOf({ id, place, replyTo }: ChatMessage): string {
  if (!isChannel(place)) return `chats/${place.id}/messages/${id}`
  const list = `teams/${place.team.group.id}/channels/${place.id}/messages`
  return replyTo === undefined ? `${list}/${id}` : `${list}/${replyTo.id}/replies/${id}`
}
