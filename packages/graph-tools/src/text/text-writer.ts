/** Puts text together line by line, the way a reader would see it. */
export interface TextWriter {
  /** Adds text whose white space means nothing but a gap. */
  flow(text: string): void

  /** Adds text as it stands. */
  verbatim(text: string): void

  /** Ends the line, unless it is empty; with 2, leaves an empty line as well. */
  breakLine(lines: 1 | 2): void

  /** Ends the line even when it is empty. */
  newLine(): void

  /** Begins every line from here on with one more, or one less, `> `. */
  quote(step: 1 | -1): void

  /** Whether nothing stands on the line yet. */
  atLineStart(): boolean

  /** Returns everything, without white space at its ends. */
  end(): string
}

const deepestQuote = 5

/** Makes a writer with nothing written. */
export function createTextWriter(): TextWriter {
  const lines: string[] = []
  let line = ''
  let gap = false
  let quotes = 0

  function add(text: string): void {
    if (line === '' && quotes > 0) line = '> '.repeat(Math.min(quotes, deepestQuote))
    line += text
  }

  function isEmpty(): boolean {
    return line.trim() === '' || /^(> )+$/.test(line)
  }

  function close(): void {
    lines.push(line.trimEnd())
    line = ''
    gap = false
  }

  return {
    flow(text) {
      const words = text.replace(/[ \t\n\u00a0\u2007\u202f\u3000]+/g, ' ')
      if (words.startsWith(' ')) gap = true
      const trimmed = words.trim()
      if (trimmed === '') return
      add(gap && !isEmpty() ? ` ${trimmed}` : trimmed)
      gap = words.endsWith(' ')
    },

    verbatim(text) {
      const [first = '', ...rest] = text.split('\n')
      add(first)
      for (const next of rest) {
        close()
        add(next)
      }
    },

    breakLine(count) {
      if (!isEmpty()) close()
      line = ''
      gap = false
      if (count === 2 && lines.length > 0 && lines.at(-1) !== '') lines.push('')
    },

    newLine: close,

    quote(step) {
      quotes += step
    },

    atLineStart: isEmpty,

    end() {
      close()
      return lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/^\n+/, '')
        .trimEnd()
    },
  }
}
