import type { Message } from './mail-folder.ts'

/** Puts a message where its time of receipt belongs; of two of the same second the later added comes first. */
export function insertNewestFirst(list: Message[], message: Message): void {
  list.splice(positionOf(list, message), 0, message)
}

/** Takes a message out; does nothing when it is not there. */
export function removeFrom(list: Message[], message: Message): void {
  const at = positionOf(list, message)
  if (list[at] === message) list.splice(at, 1)
}

/** The first place whose message does not come before the given one. */
function positionOf(list: readonly Message[], message: Message): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = list[middle]
    if (other !== undefined && comesBefore(other, message)) low = middle + 1
    else high = middle
  }
  return low
}

function comesBefore(a: Message, b: Message): boolean {
  if (a.receivedDateTime !== b.receivedDateTime) return a.receivedDateTime > b.receivedDateTime
  return a.serial > b.serial
}
