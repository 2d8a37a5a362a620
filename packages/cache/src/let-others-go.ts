import { setImmediate } from 'node:timers/promises'

const largeFrom = 256 * 1024

/**
 * Waits one turn of the event loop where a text is long, so that what is done with it one step after another does not
 * hold up everybody else in one piece.
 *
 * @example
 * ```ts
 * const text = jsonText(value, 'The value to cache')
 * await letOthersGo(text)
 * const copy = parseFrozen(text)
 * ```
 */
export async function letOthersGo(text: string): Promise<void> {
  if (text.length >= largeFrom) await setImmediate()
}
