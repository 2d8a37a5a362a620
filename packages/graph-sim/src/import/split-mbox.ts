import type { MailFile } from './mail-file.ts'

const newline = 10

/** Splits an mbox into its messages, named `file#1`, `file#2`; lines that were escaped with `>` are as they were. */
export async function* splitMbox(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<MailFile> {
  let lines: Uint8Array[] = []
  let started = false
  let count = 0
  let afterBlank = true
  const finish = (): MailFile => {
    count++
    return { name: `${name}#${count}`, raw: Buffer.concat(withoutLastBlank(lines)) }
  }
  for await (const line of splitLines(chunks)) {
    if (afterBlank && isSeparator(line)) {
      if (started) yield finish()
      started = true
      lines = []
    } else if (started) lines.push(unescaped(line))
    afterBlank = isBlank(line)
  }
  if (started) yield finish()
}

async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    let bytes = Buffer.concat([rest, chunk])
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline)) {
      yield bytes.subarray(0, end + 1)
      bytes = bytes.subarray(end + 1)
    }
    rest = bytes
  }
  if (rest.length > 0) yield rest
}

function isSeparator(line: Uint8Array): boolean {
  return Buffer.from(line.subarray(0, 5)).toString('latin1') === 'From '
}

function isBlank(line: Uint8Array): boolean {
  return line.length <= 2 && line.every((byte) => byte === newline || byte === 13)
}

function unescaped(line: Uint8Array): Uint8Array {
  return /^>+From /.test(Buffer.from(line.subarray(0, 80)).toString('latin1')) ? line.subarray(1) : line
}

/** The empty line before the next message belongs to the file, not to the message. */
function withoutLastBlank(lines: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = lines.at(-1)
  return last !== undefined && isBlank(last) ? lines.slice(0, -1) : lines
}
