/** What a store of texts under keys has to be able to do. Every method rejects when the backend fails. */
export interface KeyValue {
  /** Returns the text, or `undefined` when there is none. */
  get(key: string): Promise<string | undefined>

  /** Keeps the text; the backend may forget it after `ms` milliseconds, `undefined` for never. */
  set(key: string, text: string, ms: number | undefined): Promise<void>
  delete(key: string): Promise<void>

  /** Lists what is kept under keys that start with a prefix, in any order. */
  list(prefix: string): AsyncIterable<readonly [key: string, text: string]>
}
