import { createHash } from 'node:crypto'

import type { Scope } from '@graphkeep/core'

/** How long a caller's key stands for the same send, in milliseconds. */
export const keyLifetimeMs = 86_400_000

/**
 * Makes the Message-ID by which a mail is known before Graph has given it an id: the same for the same key and content,
 * so that whoever repeats a send finds what the first one did; without a key it is never made again.
 */
export function mailMarker(scope: Scope, key: string | undefined, message: object): string {
  const domain = domainOf(scope)
  if (key === undefined) return `<${crypto.randomUUID()}@${domain}>`
  const text = JSON.stringify([scope.tenant, scope.account, key, message])
  return `<${createHash('sha256').update(text).digest('hex').slice(0, 40)}@${domain}>`
}

/** The part of a Message-ID after the `@`: the account's own domain where it is known. */
function domainOf({ tenant, account }: Scope): string {
  const domain = [account.split('@').at(-1), tenant].find((name) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name ?? ''),
  )
  return domain ?? 'graphkeep.invalid'
}
