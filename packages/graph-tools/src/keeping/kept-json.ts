import type { Scope, SecretStore } from '@graphkeep/core'

/** One value in a secret store, as JSON. */
export interface KeptJson<T> {
  read(): Promise<T | undefined>

  /** Replaces it; `undefined` removes it. */
  keep(value: T | undefined): Promise<void>

  /** Runs something while nobody else has this value, in any process. */
  exclusive<R>(run: () => Promise<R>): Promise<R>

  /** Replaces it by what `next` makes of it, while nobody else does; `undefined` removes it. Returns what else `next` gives. */
  change<R>(next: (value: T | undefined) => Promise<readonly [T | undefined, R]>): Promise<R>
}

/** Opens a value that is kept under a scope and a name. */
export function keptJson<T>(secrets: SecretStore, place: Scope, name: string): KeptJson<T> {
  async function read(): Promise<T | undefined> {
    const kept = await secrets.get(place, name)
    return kept && (JSON.parse(new TextDecoder().decode(kept)) as T)
  }

  async function keep(value: T | undefined): Promise<void> {
    if (value === undefined) await secrets.delete(place, name)
    else await secrets.set(place, name, new TextEncoder().encode(JSON.stringify(value)))
  }

  return {
    read,
    keep,
    exclusive: (run) => secrets.exclusive(place, name, run),
    change: (next) =>
      secrets.exclusive(place, name, async () => {
        const [value, result] = await next(await read())
        await keep(value)
        return result
      }),
  }
}
