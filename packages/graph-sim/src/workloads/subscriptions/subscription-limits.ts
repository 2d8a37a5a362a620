import { refuse } from '../../errors/graph-problem.ts'
import type { Subscription } from './subscription.ts'
import { extensionError } from './subscription-problems.ts'

/** How many subscriptions there may be of a kind (Graph rule 44). */
interface Limit {
  /** Whether a new subscription counts. */
  readonly applies: (added: Subscription) => boolean
  /** Whether another one counts with it. */
  readonly counts: (other: Subscription, added: Subscription) => boolean
  readonly most: number
  readonly reason: string
}

const limits: readonly Limit[] = [
  {
    applies: ({ kind }) => kind.family === 'outlook',
    counts: (other, added) => other.kind.family === 'outlook' && other.owner === added.owner,
    most: 1000,
    reason: 'The mailbox has reached its limit of 1000 subscriptions.',
  },
  {
    applies: ({ kind }) => kind.family === 'directory',
    counts: (other, added) => other.kind.family === 'directory' && other.appId === added.appId,
    most: 100,
    reason: 'The application has reached its limit of 100 subscriptions to users and groups in this tenant.',
  },
  {
    applies: ({ kind }) => kind.family === 'directory',
    counts: (other) => other.kind.family === 'directory',
    most: 1000,
    reason: 'The tenant has reached its limit of 1000 subscriptions to users and groups.',
  },
  {
    applies: ({ kind }) => kind.path === '/users/{user}/chats/getAllMessages',
    counts: (other, added) => other.kind === added.kind && other.owner === added.owner,
    most: 10,
    reason: "The user has reached its limit of 10 subscriptions to all the user's chats.",
  },
  {
    applies: ({ kind }) => kind.family === 'teams',
    counts: (other, added) =>
      other.kind === added.kind &&
      other.appId === added.appId &&
      other.audiences.join() === added.audiences.join(),
    most: 1,
    reason: 'The application has reached its limit of 1 subscription to this resource.',
  },
  {
    applies: ({ kind }) => kind.family === 'teams',
    counts: (other) => other.kind.family === 'teams',
    most: 10_000,
    reason: 'The organization has reached its limit of 10000 subscriptions to Teams.',
  },
]

/** Refuses a subscription that an app has already, and one beyond a limit. */
export function checkLimits(added: Subscription, others: readonly Subscription[]): void {
  const twin = others.find((other) => isTwin(other, added))
  if (twin !== undefined)
    refuse(extensionError(409, `Subscription Id ${twin.id} already exists for the requested combination`))
  for (const { applies, counts, most, reason } of limits)
    if (applies(added) && others.filter((other) => counts(other, added)).length >= most)
      refuse(extensionError(403, reason))
}

function isTwin(other: Subscription, added: Subscription): boolean {
  const signature = ({ audiences, options, changeTypes, appId, creator, kind }: Subscription): string =>
    JSON.stringify([audiences, options, changeTypes.toSorted(), appId, creator?.id, kind.path])
  return signature(other) === signature(added)
}
