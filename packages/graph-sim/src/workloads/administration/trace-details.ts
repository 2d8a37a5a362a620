import type { MessageTrace } from './trace-messages.ts'

/** One step of a message on its way, under Graph's own names. */
export interface TraceDetail {
  readonly id: string
  readonly messageId: string
  readonly dateTime: string
  readonly event: string
  readonly action: string
  readonly description: string
  readonly data: string
}

/** The steps of a message on its way to one recipient: it was received, and then delivered or put aside. */
export function detailsOf({
  id,
  messageId,
  receivedDateTime,
  status,
  size,
}: MessageTrace): readonly TraceDetail[] {
  const step = (seconds: number, event: string, description: string): TraceDetail => ({
    id,
    messageId,
    dateTime: new Date(Date.parse(receivedDateTime) + seconds * 1000).toISOString().replace('.000Z', 'Z'),
    event,
    action: '',
    description,
    data: `<root><MEP Name="MessageSize" Integer="${size}" /></root>`,
  })
  const end =
    status === 'filteredAsSpam'
      ? step(5, 'Spam', 'The message was marked as spam and put into the Junk Email folder.')
      : step(5, 'Deliver', 'The message was successfully delivered.')
  return [step(0, 'Receive', 'Message received by: OSL01.solvang.example'), end]
}
