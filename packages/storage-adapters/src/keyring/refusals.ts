import { KeyUnavailable } from '@graphkeep/core'

/** How to make a key, for people. */
export const howToMakeOne = 'Make one with: openssl rand -base64 32'

const waysOut = [
  'set GRAPHKEEP_KEY to 32 bytes as base64 (openssl rand -base64 32)',
  "unlock or install the operating system's keyring (on Linux a Secret Service, e.g. gnome-keyring)",
  'or name a key file (keyFile)',
].join('; ')

/** Makes the error for when there is no key, and no way was left to get one. */
export function noKey(reason: string, cause?: unknown): KeyUnavailable {
  return new KeyUnavailable(`No master key: ${reason}. Ways out: ${waysOut}.`, { cause })
}

/** Makes the error for when a database is there but its key is not: a new key would make it unreadable for good. */
export function lostKey(place: string): KeyUnavailable {
  return new KeyUnavailable(
    `There is a database, but ${place} does not have its key any more, and no new one was made. Bring the key back ` +
      '(in GRAPHKEEP_KEY, for instance, as 32 bytes in base64), or move the database away to start anew.',
  )
}
