/** A cell: text is set to the left, a number to the right. */
export type Cell = string | number

/**
 * Lays rows out under headings, in columns as wide as their widest cell.
 *
 * @returns One text for each line, the headings and a rule first.
 */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): readonly string[] {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column] ?? '').length)),
  )
  const isNumber = headings.map((_, column) => rows.every((row) => typeof row[column] === 'number'))
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumber[column] ? String(cell).padStart(width) : String(cell).padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
}
