import { badRequest } from '../errors/catalog.ts'
import type { Problem } from '../errors/graph-problem.ts'

/** What of a tracked collection a refusal may tell. */
export interface Expired {
  /** The address of a first request. */
  readonly restart: string
  readonly from: number
  readonly sequence: number
}

/** How a workload puts change tracking: its parameters, its patience and its words. */
export interface DeltaDress {
  /** The parameters of links to the next page and to the next round. */
  readonly parameters: { readonly next: string; readonly delta: string }
  /** Whether `latest` stands for the token of this moment. */
  readonly takesLatest: boolean
  /** How long a token is good, in milliseconds of the tenant's clock. */
  readonly lifetime: number
  expired(facts: Expired): Problem
  malformed(facts: Pick<Expired, 'restart'>): Problem
}

const day = 86_400_000
const odata = { next: '$skiptoken', delta: '$deltatoken' }

/** Outlook forgets when its cache is full (Graph rule 23), which is after 30 days here. */
export const outlookDelta: DeltaDress = {
  parameters: odata,
  takesLatest: false,
  lifetime: 30 * day,
  expired: ({ from, sequence }) => ({
    status: 410,
    code: 'SyncStateNotFound',
    message: `The sync state generation is not found; generation=${from};[highest=${sequence}][${sequence}].`,
  }),
  malformed: () => badRequest('Badly formed token.'),
}

/** The directory forgets after 7 days (Graph rule 23) and says where to begin anew. */
export const directoryDelta: DeltaDress = {
  parameters: odata,
  takesLatest: true,
  lifetime: 7 * day,
  expired: ({ restart }) => ({
    status: 410,
    code: 'syncStateNotFound',
    message: 'The sync state is not found. Begin again with the address in the Location header.',
    headers: { Location: `${restart}?$deltatoken=` },
  }),
  malformed: () => ({ status: 400, code: 'Request_BadRequest', message: 'Badly formed token.' }),
}

/** Drives forget after about 30 days and say where to begin anew (Graph rule 23). */
export const driveDelta: DeltaDress = {
  parameters: { next: 'token', delta: 'token' },
  takesLatest: true,
  lifetime: 30 * day,
  expired: ({ restart }) => ({
    status: 410,
    code: 'resyncChangesApplyDifferences',
    message: 'Resync required.',
    headers: { Location: `${restart}?token=` },
  }),
  malformed: ({ restart }) => ({
    status: 410,
    code: 'resyncRequired',
    message:
      "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd. Upload any local changes that the server doesn't know about.",
    headers: { Location: `${restart}?token=` },
  }),
}

/** Teams is as patient as Outlook here, and has no words of its own for what is too old. */
export const teamsDelta: DeltaDress = {
  ...outlookDelta,
  expired: () => ({ status: 410, code: 'Gone', message: 'The delta token is no longer valid.' }),
}
