import { DecryptionFailed, type ToolContext } from '@graphkeep/core'

import { processSealer } from './process-sealer.ts'

/** Whose a sealed text is, and the key it is sealed with; without one, the process' own. */
export type SealedFor = Pick<ToolContext, 'scope' | 'sealer'>

/** Seals a text for a caller to bring back; it opens only for the same scope and the same `name`. */
export async function sealText(
  { scope, sealer = processSealer }: SealedFor,
  name: string,
  text: string,
): Promise<string> {
  const sealed = await sealer.seal({ purpose: 'cursors', scope, name }, new TextEncoder().encode(text))
  return Buffer.from(sealed).toString('base64url')
}

/** Returns what was sealed; `undefined` for a text that was altered, is somebody else's, or of nothing at all. */
export async function openText(
  { scope, sealer = processSealer }: SealedFor,
  name: string,
  sealedText: string,
): Promise<string | undefined> {
  const sealed = Buffer.from(sealedText, 'base64url')
  // Decoding overlooks foreign characters and loose bits; a text is taken only as it was given.
  if (sealed.toString('base64url') !== sealedText) return undefined
  try {
    return new TextDecoder().decode(await sealer.open({ purpose: 'cursors', scope, name }, sealed))
  } catch (error) {
    if (error instanceof DecryptionFailed) return undefined
    throw error
  }
}
