import type { Random } from '../../random/random.ts'
import { type Group, isUnified } from '../groups/group.ts'

/** One value of a setting, under Graph's own names. */
export interface SettingValue {
  readonly name: string
  readonly value: string
}

/** A setting for groups, under Graph's own names. */
export interface GroupSetting {
  readonly id: string
  readonly displayName: string
  readonly templateId: string
  readonly values: readonly SettingValue[]
}

/** When groups expire unless they are renewed, under Graph's own names. */
export interface LifecyclePolicy {
  readonly id: string
  readonly groupLifetimeInDays: number
  /** `All`, `Selected` or `None`. */
  readonly managedGroupTypes: string
  readonly alternateNotificationEmails: string | null
}

/** What is set for groups in a tenant. */
export interface GroupPolicies {
  nextId(): string
  /** The settings of one group, or of all Microsoft 365 groups. */
  settings(group: Group | undefined): GroupSetting[]
  /** There is one policy at most. */
  lifecycle: LifecyclePolicy | undefined
  /** The ids of the groups that a policy of the type `Selected` is for. */
  readonly selected: Set<string>
  /** The policy that a group comes under. */
  policyOf(group: Group): LifecyclePolicy | undefined
  /** When a group expires; `null` for never. */
  expiry(group: Group): string | null
}

const day = 86_400_000

/** Creates the policies of a tenant in which nothing is set yet. */
export function createGroupPolicies(random: Random): GroupPolicies {
  const settings = new Map<string, GroupSetting[]>()
  const selected = new Set<string>()
  const policies: GroupPolicies = {
    nextId: () => random.guid(),
    settings(group) {
      const own = settings.get(group?.id ?? '') ?? []
      settings.set(group?.id ?? '', own)
      return own
    },
    lifecycle: undefined,
    selected,
    policyOf(group) {
      const { lifecycle } = policies
      if (lifecycle === undefined || !isUnified(group)) return undefined
      if (lifecycle.managedGroupTypes === 'All') return lifecycle
      return lifecycle.managedGroupTypes === 'Selected' && selected.has(group.id) ? lifecycle : undefined
    },
    expiry(group) {
      const policy = policies.policyOf(group)
      if (policy === undefined) return null
      const at = Date.parse(group.renewedDateTime) + policy.groupLifetimeInDays * day
      return new Date(at).toISOString().replace('.000Z', 'Z')
    },
  }
  return policies
}
