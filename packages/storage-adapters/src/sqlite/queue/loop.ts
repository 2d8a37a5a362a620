/** Does something again and again, as often as it is called for; never twice at the same time. */
export interface Loop {
  /** Asks for another round: soon, or after the one under way. */
  call(): void

  /** Resolves when no round is under way. */
  rest(): Promise<void>
}

const retryMs = 250

/**
 * Makes a loop.
 *
 * @param round What is done; when it rejects it is done again a little later.
 * @param onRest Called when nothing is asked for any more.
 */
export function createLoop(round: () => Promise<void>, onRest: () => void): Loop {
  let isCalled = false
  let running: Promise<void> | undefined

  function call(): void {
    isCalled = true
    running ??= run()
  }

  async function run(): Promise<void> {
    while (isCalled) {
      isCalled = false
      await round().catch(() => void setTimeout(call, retryMs).unref())
    }
    running = undefined
    onRest()
  }

  return { call, rest: async () => running }
}
