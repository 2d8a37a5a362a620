import type { Scope, SecretStore } from '@graphkeep/core'

/** Where a reader is. */
export interface Place {
  /** Graph's link to what has changed since. */
  readonly link: string

  /** The ids of what rounds from here have told and not come to their end. */
  readonly told: readonly string[]
}

/** A reader's place in a store. */
export interface KeptPlace {
  read(): Promise<Place | undefined>

  /** Replaces it; `undefined` removes it. */
  keep(place: Place | undefined): Promise<void>

  /** Runs something while nobody else has this place, in any process. */
  exclusive<T>(run: () => Promise<T>): Promise<T>
}

/** Opens the place that is kept under a scope and a name. */
export function keptPlace(secrets: SecretStore, scope: Scope, name: string): KeptPlace {
  return {
    async read() {
      const kept = await secrets.get(scope, name)
      return kept && (JSON.parse(new TextDecoder().decode(kept)) as Place)
    },

    async keep(place) {
      if (place === undefined) await secrets.delete(scope, name)
      else await secrets.set(scope, name, new TextEncoder().encode(JSON.stringify(place)))
    },

    exclusive: (run) => secrets.exclusive(scope, name, run),
  }
}
