import { type CacheKey, type Scope, scopeKey } from '@graphkeep/core'

/** A scope, and the text that stands for it and for no other. */
export interface Area {
  readonly scope: Scope
  readonly scopeId: string
}

/** A cache key with the texts that its parts are looked up by. */
export interface Slot extends Area {
  readonly key: string

  /** Stands for scope and key together. */
  readonly id: string

  /** The part of the key before its first `:`. */
  readonly family: string
}

const longestKey = 1_024

/**
 * Works out the texts of a key.
 *
 * @throws TypeError for a scope without tenant or account, and a key that is empty, ill-formed or longer than 1,024 characters.
 *
 * @example
 * ```ts
 * slotOf({ scope: { tenant: 't', account: 'a' }, key: 'email:list:1' }).family // 'email'
 * ```
 */
export function slotOf({ scope, key }: CacheKey): Slot {
  if (typeof key !== 'string' || key === '' || key.length > longestKey || !key.isWellFormed()) {
    throw new TypeError(
      `A cache key must be a well-formed text of 1 to ${longestKey} characters; requestKey makes such ones`,
    )
  }
  const scopeId = scopeKey(scope)
  const end = key.indexOf(':')
  return { scope, scopeId, key, id: `${scopeId} ${key}`, family: end < 0 ? key : key.slice(0, end) }
}

/**
 * Works out the text of a scope.
 *
 * @throws TypeError for a scope without tenant or account.
 *
 * @example
 * ```ts
 * areaOf({ tenant: 't', account: 'a' }).scopeId // 't/a'
 * ```
 */
export function areaOf(scope: Scope): Area {
  return { scope, scopeId: scopeKey(scope) }
}
