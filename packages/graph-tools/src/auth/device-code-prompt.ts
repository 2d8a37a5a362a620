/** What to show to the person who signs in. */
export interface DeviceCodePrompt {
  /** Everything in one sentence, in the provider's words. */
  readonly message: string
  readonly userCode: string
  readonly verificationUri: string

  /** When the code stops working, in milliseconds since the epoch. */
  readonly expiresAt: number
}
