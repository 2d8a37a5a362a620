import type { ToolSelection } from '@graphkeep/graph-tools/profiles'

import { planTools, type ToolPlan } from '../plan-tools.ts'
import type { CommandOptions } from './command-options.ts'
import { UsageError } from './usage-error.ts'

/**
 * Returns which tools the options select, and what comes of it.
 *
 * @throws {@link UsageError} for a profile, tool or family that there is not, and when nothing is left.
 */
export function selectionFrom({ profile, include, exclude, readOnly }: CommandOptions): {
  readonly select: ToolSelection
  readonly plan: ToolPlan
} {
  const select: ToolSelection = {
    // A name that there is not is refused below.
    ...(profile && { profile: profile as ToolSelection['profile'] & object }),
    ...(include && { include }),
    ...(exclude && { exclude }),
    ...(readOnly && { effects: ['read'] }),
  }
  try {
    return { select, plan: planTools(select) }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
