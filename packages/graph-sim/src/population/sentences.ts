/** Sentences of business mail; words in braces are filled in. */
export interface Phrases {
  readonly subjects: readonly string[]
  readonly greetings: readonly string[]
  readonly openings: readonly string[]
  readonly middles: readonly string[]
  readonly requests: readonly string[]
  readonly replies: readonly string[]
  readonly closings: readonly string[]
}
