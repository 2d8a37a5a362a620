import type { TokenSource } from './token-source.ts'

/** Keeps a map for each source of tokens, so that nothing is shared between two of them; it goes when the source does. */
export function bySource<T>(): (tokens: TokenSource) => Map<string, T> {
  const maps = new WeakMap<TokenSource, Map<string, T>>()

  return (tokens) => {
    const map = maps.get(tokens) ?? new Map<string, T>()
    maps.set(tokens, map)
    return map
  }
}
