import type { User } from '../directory/user.ts'
import type { Group } from '../groups/group.ts'

/** The kinds of things that Planner gives versions to, as they stand in their etags. */
export type PlannerKind =
  | 'Plan'
  | 'PlanDetails'
  | 'Bucket'
  | 'Task'
  | 'TaskDetails'
  | 'AssignedToTaskBoardTaskFormat'
  | 'BucketTaskBoardTaskFormat'
  | 'ProgressTaskBoardTaskFormat'

/** Something in Planner that is read and changed by itself. */
export interface PlannerResource {
  readonly kind: PlannerKind
  /** 28 characters; parts of a plan or a task have the id of their owner. */
  readonly id: string
  /** What a client has set or the service has worked out, under Graph's own names. */
  readonly values: Record<string, unknown>
  /** Counts up with each change. */
  version: number
  /** In which version each value was last changed; what is not here is as it was made. */
  readonly changedIn: Map<string, number>
}

/** A plan of a Microsoft 365 group. */
export interface PlannerPlan extends PlannerResource {
  readonly group: Group
  readonly details: PlannerResource
  readonly buckets: PlannerBucket[]
  readonly tasks: PlannerTask[]
}

/** A column of a plan. */
export interface PlannerBucket extends PlannerResource {
  readonly plan: PlannerPlan
}

/** A task in a plan, with its parts. */
export interface PlannerTask extends PlannerResource {
  readonly plan: PlannerPlan
  readonly details: PlannerResource
  readonly assignedToTaskBoardFormat: PlannerResource
  readonly bucketTaskBoardFormat: PlannerResource
  readonly progressTaskBoardFormat: PlannerResource
}

/** Who does something in Planner: somebody through an app, or an app alone. */
export interface PlannerActor {
  readonly user: User | undefined
  readonly appId: string
}

/** An actor as Planner writes it. */
export function identityOf({ user, appId }: PlannerActor): Readonly<Record<string, unknown>> {
  return {
    user: { displayName: null, id: user?.id ?? null },
    application: { displayName: null, id: appId },
  }
}
