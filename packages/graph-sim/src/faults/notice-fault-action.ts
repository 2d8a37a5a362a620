/** What happens to a change notification on its way; plain data, as all of a plan. */
export type NoticeFaultAction = LostFault | DuplicatedFault | LateFault | ReorderedFault | MissedFault

/** It never arrives, and nobody says so. */
export interface LostFault {
  readonly kind: 'lost'
}

/** It arrives twice, in two requests. */
export interface DuplicatedFault {
  readonly kind: 'duplicated'
}

/** It arrives late. */
export interface LateFault {
  readonly kind: 'late'
  /** Milliseconds of the tenant's clock, besides the usual delay. */
  readonly ms: number
}

/** It waits for the next one to the same subscription, and arrives after that. */
export interface ReorderedFault {
  readonly kind: 'reordered'
}

/** It never arrives, and the client is told that it has missed something, where Graph tells of that. */
export interface MissedFault {
  readonly kind: 'missed'
}
