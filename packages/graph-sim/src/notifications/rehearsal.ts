import type { Sender } from './post-json.ts'

/** What becomes of validations while nothing is sent. */
export type Rehearsal = 'passes' | 'fails'

/** A sender that can be told to send nothing. */
export interface Rehearsable {
  readonly sender: Sender
  /** Whether and how sending is only pretended from now on. */
  rehearse(validation: Rehearsal | undefined): void
}

/** Makes a sender rehearsable, for doing again what was done to a tenant. */
export function createRehearsable(inner: Sender): Rehearsable {
  let rehearsal: Rehearsal | undefined
  return {
    rehearse(validation) {
      rehearsal = validation
    },
    sender: {
      async post(url, message, patience) {
        if (rehearsal === undefined) return inner.post(url, message, patience)
        const token = new URL(url).searchParams.get('validationToken')
        if (token === null) return { status: 202, contentType: '', text: '', took: 0 }
        return { status: rehearsal === 'passes' ? 200 : 500, contentType: 'text/plain', text: token, took: 0 }
      },
    },
  }
}
