import type { AnyTool, CacheManager, TaskQueue } from '@graphkeep/core'
import { catalog, permissionsOf } from '@graphkeep/graph-tools'
import { type Accounts, accountTools } from '@graphkeep/graph-tools/account'
import { cacheTools } from '@graphkeep/graph-tools/cache'
import { selectTools, type ToolSelection } from '@graphkeep/graph-tools/profiles'

/** Which tools are given, decided before anything that they work with is open. */
export interface ToolPlan {
  /** Whether a tool of Graphkeep's is given. */
  gives(tool: AnyTool): boolean

  /** The delegated permissions that the given tools need together, the host's own included; in order of their names. */
  readonly permissions: readonly string[]
}

/** Only what the tools say of themselves is read before there is a cache; none of these is called. */
const unopened = {} as CacheManager & TaskQueue & Accounts
const offered = [...catalog, ...cacheTools({ cache: unopened, queue: unopened }), ...accountTools(unopened)]

/**
 * Decides which of Graphkeep's tools are given beside the host's own.
 *
 * @throws TypeError for a profile, tool, family or effect that there is not, and when nothing is left.
 */
export function planTools(select: ToolSelection = {}, own: readonly AnyTool[] = []): ToolPlan {
  const chosen = selectTools(offered, select)
  const names = new Set(chosen.map(({ name }) => name))
  return {
    gives: ({ name }) => names.has(name),
    permissions: permissionsOf([...chosen, ...own], 'delegated'),
  }
}
