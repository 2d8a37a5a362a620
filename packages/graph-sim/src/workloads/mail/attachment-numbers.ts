import type { Attachment } from './attachment.ts'

interface Numbering {
  readonly numbers: Map<Attachment, number>
  next: number
}

const numberings = new WeakMap<readonly Attachment[], Numbering>()

/** The number of each attachment of a message or an event, which no other one of it ever has. */
export function attachmentNumbers(attachments: readonly Attachment[]): readonly number[] {
  const numbering = numberings.get(attachments) ?? { numbers: new Map<Attachment, number>(), next: 0 }
  numberings.set(attachments, numbering)
  return attachments.map((attachment) => {
    const number = numbering.numbers.get(attachment) ?? numbering.next++
    numbering.numbers.set(attachment, number)
    return number
  })
}
