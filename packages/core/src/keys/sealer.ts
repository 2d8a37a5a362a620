import type { Scope } from '../scope.ts'
import type { KeyPurpose } from './key-ring.ts'

/** What a sealed thing is bound to: with any other context it does not open. */
export interface SealContext {
  readonly purpose: KeyPurpose
  readonly scope: Scope

  /** Where it is kept, and whatever else about it must not be changed, as one text. */
  readonly name: string
}

/** Encrypts bytes so that only the same context opens them, and any change is noticed. */
export interface Sealer {
  /** Returns the bytes sealed with the current key; every call gives other bytes. */
  seal(context: SealContext, plain: Uint8Array): Promise<Uint8Array>

  /**
   * Returns the bytes that were sealed.
   *
   * @throws {@link DecryptionFailed} when key, context or bytes are not those it was sealed with.
   */
  open(context: SealContext, sealed: Uint8Array): Promise<Uint8Array>
}
