import { appendFileSync } from 'node:fs'

/** Returns a function that appends each record to a file as one line of JSON, before the request goes out. */
export function requestRecorder(path: string): (record: object) => void {
  return (record) => appendFileSync(path, `${JSON.stringify(record)}\n`, { mode: 0o600 })
}
