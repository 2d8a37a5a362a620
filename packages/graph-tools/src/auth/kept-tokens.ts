import { createHash } from 'node:crypto'

import type { ICachePlugin } from '@azure/msal-node'
import type { Scope, SecretStore } from '@graphkeep/core'

const name = 'msal'
const endedName = 'msal-ended'

/** The tokens of one app registration, in a secret store. Only one process at a time works with them. */
export interface KeptTokens {
  /** Lets the sign-in library read and write them. Use it only inside {@link KeptTokens.exclusive}. */
  readonly plugin: ICachePlugin

  /** Replaces all of them. */
  replace(serialized: string): Promise<void>

  /** Removes all of them physically. Returns whether there were any. */
  remove(): Promise<boolean>

  /** Keeps that the provider gives nothing more for these tokens, or nothing with these claims, until they are replaced. */
  markEnded(claims: string | undefined): Promise<void>

  /** Returns whether that is so, in any process. */
  isEnded(claims: string | undefined): Promise<boolean>

  /**
   * Runs something while nobody else reads or writes them, from before a refresh until its outcome is kept: a refresh
   * token that the provider has replaced is worth nothing, and must not be written over its successor.
   */
  exclusive<T>(run: () => Promise<T>): Promise<T>
}

/** Opens the place where the tokens of an app registration are kept. */
export function keptTokens(secrets: SecretStore, place: Scope): KeptTokens {
  const replace = (serialized: string): Promise<void> =>
    secrets.set(place, name, new TextEncoder().encode(serialized))

  async function mark(claims: string | undefined): Promise<Buffer> {
    const kept = (await secrets.get(place, name)) ?? new Uint8Array()
    return createHash('sha256')
      .update(kept)
      .update(`\0${claims ?? ''}`)
      .digest()
  }

  return {
    plugin: {
      async beforeCacheAccess({ tokenCache }) {
        const kept = await secrets.get(place, name)
        if (kept) tokenCache.deserialize(new TextDecoder().decode(kept))
      },

      async afterCacheAccess({ cacheHasChanged, tokenCache }) {
        if (cacheHasChanged) await replace(tokenCache.serialize())
      },
    },

    replace,

    async remove() {
      await secrets.delete(place, endedName)
      return secrets.delete(place, name)
    },

    markEnded: async (claims) => secrets.set(place, endedName, await mark(claims)),

    async isEnded(claims) {
      const ended = await secrets.get(place, endedName)
      return ended !== undefined && (await mark(claims)).equals(ended)
    },

    exclusive: (run) => secrets.exclusive(place, name, run),
  }
}
