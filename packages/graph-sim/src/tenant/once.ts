import type { ChangeFeed } from '../change-feed/change-feed.ts'

/** Makes a thing the first time, of which nobody hears, and gives back the same afterwards. */
export function once<thing>(feed: ChangeFeed, make: () => thing): () => thing {
  let made: { readonly thing: thing } | undefined
  return () => {
    made ??= { thing: feed.silently(make) }
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
    const known = made.get(owner) ?? { thing: feed.silently(() => make(owner)) }
    made.set(owner, known)
    return known.thing
  }
}
