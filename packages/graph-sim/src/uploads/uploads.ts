import { createHmac } from 'node:crypto'
import type { Clock } from '../tenant/clock.ts'

/** A file that comes in parts. */
export interface Upload {
  /** Where the parts go. */
  readonly url: string
  /** What tells it from others; nobody can guess it. */
  readonly key: string
  readonly parts: Uint8Array[]
  /** The first byte that is still missing. */
  next: number
  /** The size of the whole; `undefined` until it is known. */
  total: number | undefined
  /** Milliseconds since the epoch. */
  expires: number
}

/** Uploads that are under way, each for a goal of its own. */
export interface Uploads<goal> {
  /** Those that are under way, the oldest first. */
  all(): readonly (goal & Upload)[]
  open(goal: goal, urlOf: (key: string) => string): goal & Upload
  /** The upload with a key; `undefined` when there is none, or it is finished, cancelled or out of date. */
  find(key: string | null | undefined): (goal & Upload) | undefined
  /** Takes a part in. */
  take(upload: Upload, part: Uint8Array, total: number): void
  close(upload: Upload): void
}

/** How a kind of uploads is kept. */
export interface UploadHabits {
  readonly secret: string
  /** Tells the keys of one kind from those of another. */
  readonly purpose: string
  /** In milliseconds. */
  readonly lifetime: number
  /** What puts the end off. */
  readonly renewal: 'each part' | 'nothing'
}

/** Creates the uploads of one kind. */
export function createUploads<goal>(clock: Clock, habits: UploadHabits): Uploads<goal> {
  const { secret, purpose, lifetime, renewal } = habits
  const open = new Map<string, goal & Upload>()
  let number = 0

  return {
    all: () => [...open.values()].filter(({ expires }) => expires > clock.now()),
    open(goal, urlOf) {
      const text = `${purpose} ${number++}`
      const key = createHmac('sha256', secret).update(text).digest('base64url').slice(0, 32)
      const start = { parts: [], next: 0, total: undefined, expires: clock.now() + lifetime }
      const upload = { ...goal, url: urlOf(key), key, ...start }
      open.set(key, upload)
      return upload
    },
    find(key) {
      const upload = open.get(key ?? '')
      return upload !== undefined && upload.expires > clock.now() ? upload : undefined
    },
    take(upload, part, total) {
      upload.parts.push(part)
      upload.next += part.length
      upload.total = total
      if (renewal === 'each part') upload.expires = clock.now() + lifetime
    },
    close: ({ key }) => void open.delete(key),
  }
}
