/** Where the demo says what it does, and remembers what it saw. */
export interface DemoReport {
  /** Starts a chapter. */
  chapter(title: string): void

  /** Prints lines as they are. */
  lines(...lines: readonly string[]): void

  /** Says whether something was seen to be true. */
  seen(claim: string, isTrue: boolean): void

  /** How many claims were made, and those that were not seen to be true. */
  readonly claims: { readonly total: number; readonly failed: readonly string[] }
}

/** Makes a report that prints as it goes. */
export function createDemoReport(print: (line: string) => void): DemoReport {
  const failed: string[] = []
  let total = 0
  let chapters = 0

  return {
    chapter(title) {
      chapters += 1
      print('')
      print(`${chapters}. ${title}`)
    },

    lines(...lines) {
      for (const line of lines) print(`   ${line}`)
    },

    seen(claim, isTrue) {
      total += 1
      if (!isTrue) failed.push(claim)
      print(`   ${isTrue ? '✓' : '✗'} ${claim}`)
    },

    get claims() {
      return { total, failed }
    },
  }
}
