/** Characters that show nothing, or turn the direction of what follows: they hide words from a reader, not from a model. */
const invisible = /(?!\u200c|\u200d|\ufe0f)\p{Default_Ignorable_Code_Point}|\u2800|[\ufff9-\ufffb]/gu

/** Joiners mean something only inside words of some scripts and inside emoji. */
const idleJoiners =
  /(?<!\p{L}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)[\u200c\u200d]+|[\u200c\u200d]+(?!\p{L}|\p{M}|\p{Extended_Pictographic})/gu

/** `\t` and `\n` excepted. */
const controls = /(?![\t\n])\p{Cc}/gu

/** Removes from a text what no reader would see. Line ends become `\n`. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\f]/g, '\n')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(idleJoiners, '')
}

/** The same on one line: every run of white space becomes one blank. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim()
}
