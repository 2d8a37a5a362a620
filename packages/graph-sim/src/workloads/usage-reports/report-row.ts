/** A cell of a report. */
export type Cell = string | number

/** A row of a report by the titles of its columns. */
export type ReportRow = Readonly<Record<string, Cell>>
