import { policies } from '@graphkeep/cache'
import type { AnyTool, CachePolicy, CacheResource } from '@graphkeep/core'

/** How long what is served: by kind of thing, or by the name of a tool, which goes before its kind. */
export type HostPolicies = Partial<Record<CacheResource | (string & {}), CachePolicy>>

/**
 * Tells the kinds of things from the tools. A policy may be of a tool that is not given.
 *
 * @throws TypeError for a name that is neither, or a tool whose answers are never cached.
 */
export function splitPolicies(
  wanted: HostPolicies,
  tools: readonly AnyTool[],
): { readonly kinds: HostPolicies; readonly tools: HostPolicies } {
  const cached = new Set(tools.filter(({ cache }) => cache).map(({ name }) => name))
  for (const name of Object.keys(wanted)) {
    if (isKind(name) || cached.has(name)) continue
    const names = [...Object.keys(policies), ...cached].join(', ')
    throw new TypeError(
      `There is no policy "${name}", nor a tool of that name that is cached. Use one of: ${names}`,
    )
  }
  const picked = (fits: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(wanted).filter(([name]) => fits(name)))
  return { kinds: picked(isKind), tools: picked((name) => !isKind(name)) }
}

function isKind(name: string): boolean {
  return Object.hasOwn(policies, name)
}
