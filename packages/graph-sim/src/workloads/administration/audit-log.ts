import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { Directory } from '../directory/directory.ts'
import type { User } from '../directory/user.ts'
import { type DirectoryObject, isGroup, isUnified } from '../groups/group.ts'

/** Something that was done to the directory, under Graph's own names. */
export interface DirectoryAudit {
  readonly id: string
  readonly category: string
  readonly correlationId: string
  readonly result: string
  readonly resultReason: string
  readonly activityDisplayName: string
  readonly activityDateTime: string
  readonly loggedByService: string
  readonly operationType: string
  readonly initiatedBy: Readonly<Record<string, unknown>>
  readonly targetResources: readonly Readonly<Record<string, unknown>>[]
  readonly additionalDetails: readonly unknown[]
}

/** What was done. */
export interface AuditedChange {
  /** As the log words it, e.g. `Update user`. */
  readonly activity: string
  /** E.g. `Update`. */
  readonly operation: string
  readonly target: DirectoryObject
}

/** Who did it. */
export type AuditActor =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'app'; readonly appId: string }

/** What was done to the directory in the last 30 days. */
export interface AuditLog {
  /** The latest first. */
  entries(): readonly DirectoryAudit[]
  record(change: AuditedChange, actor: AuditActor): void
}

/** What a log is made from. */
export interface AuditLogSource {
  readonly random: Random
  readonly clock: Clock
  readonly directory: Directory
  /** Who has administered the tenant so far. */
  readonly me: User
}

const hour = 3_600_000
const kept = 30 * 24 * hour

/** Creates a log; what it holds of the time before is made when it is first read or written. */
export function createAuditLog({ random, clock, directory, me }: AuditLogSource): AuditLog {
  let entries: DirectoryAudit[] | undefined
  const write = (change: AuditedChange, actor: AuditActor, at: number): DirectoryAudit =>
    auditOf(change, { actor, at, ids: random })
  const all = (): DirectoryAudit[] => {
    entries ??= history(directory.users, me, clock.now()).map(({ change, actor, at }) =>
      write(change, actor, at),
    )
    return entries
  }

  return {
    entries: () => all().filter(({ activityDateTime }) => Date.parse(activityDateTime) > clock.now() - kept),
    record(change, actor) {
      all().unshift(write(change, actor, clock.now()))
    },
  }
}

interface Past {
  readonly change: AuditedChange
  readonly actor: AuditActor
  readonly at: number
}

const routine: readonly Omit<AuditedChange, 'target'>[] = [
  { activity: 'Update user', operation: 'Update' },
  { activity: 'Change user license', operation: 'Update' },
  { activity: 'Update StsRefreshTokenValidFrom', operation: 'Update' },
]

/** One routine change every 14 hours, the latest first. */
function history(users: readonly User[], me: User, now: number): readonly Past[] {
  return Array.from({ length: 50 }, (_, i) => ({
    change: {
      ...(routine[i % routine.length] ?? { activity: 'Update user', operation: 'Update' }),
      target: users[(i * 5) % users.length] ?? me,
    },
    actor: { kind: 'user', user: me },
    at: now - (i + 1) * 14 * hour,
  }))
}

function auditOf(
  { activity, operation, target }: AuditedChange,
  { actor, at, ids }: { readonly actor: AuditActor; readonly at: number; readonly ids: Random },
): DirectoryAudit {
  const correlationId = ids.guid()
  return {
    id: `Directory_${correlationId}_${ids.int(100_000, 999_999)}`,
    category: isGroup(target) ? 'GroupManagement' : 'UserManagement',
    correlationId,
    result: 'success',
    resultReason: '',
    activityDisplayName: activity,
    activityDateTime: timestamp(at),
    loggedByService: 'Core Directory',
    operationType: operation,
    initiatedBy: initiator(actor),
    targetResources: [
      {
        id: target.id,
        displayName: target.displayName,
        ...(isGroup(target)
          ? {
              type: 'Group',
              userPrincipalName: null,
              groupType: isUnified(target) ? 'unifiedGroups' : 'azureAD',
            }
          : { type: 'User', userPrincipalName: target.userPrincipalName, groupType: null }),
        modifiedProperties: [],
      },
    ],
    additionalDetails: [],
  }
}

function initiator(actor: AuditActor): Readonly<Record<string, unknown>> {
  if (actor.kind === 'app')
    return {
      user: null,
      app: { appId: actor.appId, displayName: null, servicePrincipalId: null, servicePrincipalName: null },
    }
  const { id, displayName, userPrincipalName } = actor.user
  return { app: null, user: { id, displayName, userPrincipalName, ipAddress: null } }
}
