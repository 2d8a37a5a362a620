import type { ChangeFeed } from '../change-feed/change-feed.ts'

const making: WeakMap<ChangeFeed, number> = new WeakMap()

/** How many things of a tenant were made because they were asked for. */
export function madeSoFar(feed: ChangeFeed): number {
  return making.get(feed) ?? 0
}

/** Makes a thing the first time, of which nobody hears, and gives back the same afterwards. */
export function once<thing>(feed: ChangeFeed, make: () => thing): () => thing {
  let made: { readonly thing: thing } | undefined
  return () => {
    made ??= makeSilently(feed, make)
    return made.thing
  }
}

/** Makes a thing of each owner's the first time, of which nobody hears, and gives back the same afterwards. */
export function onceForEach<owner, thing>(
  feed: ChangeFeed,
  make: (owner: owner) => thing,
): (owner: owner) => thing {
  const made = new Map<owner, { readonly thing: thing }>()
  return (owner) => {
    const known = made.get(owner) ?? makeSilently(feed, () => make(owner))
    made.set(owner, known)
    return known.thing
  }
}

function makeSilently<thing>(feed: ChangeFeed, make: () => thing): { readonly thing: thing } {
  making.set(feed, madeSoFar(feed) + 1)
  return { thing: feed.silently(make) }
}
