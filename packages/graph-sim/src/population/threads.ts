import { makeDocument } from '../documents/make-document.ts'
import type { Random } from '../random/random.ts'
import type { ItemBody } from '../workloads/mail/message-content.ts'
import type { Days } from './calendar-days.ts'
import type { Cast } from './cast.ts'
import { isRightToLeft, projects } from './company.ts'
import { type Fillings, fillIn } from './fill-in.ts'
import { lateBody } from './late-body.ts'
import { asRecipient, type Correspondent, type MadeFile, type MadeMessage } from './mail-draft.ts'
import { letterBody, page, quote } from './mail-html.ts'
import { phrases } from './phrases.ts'
import type { Phrases } from './sentences.ts'

/** Makes a conversation about a project: a letter and the answers to it, the oldest first. */
export function makeThread(random: Random, cast: Cast, days: Days, thread: number): readonly MadeMessage[] {
  const project = random.pick(projects)
  const origin = random.next()
  const outsider =
    origin < 0.32
      ? cast.outsiders.find(({ company }) => company === project.customer)
      : origin < 0.45
        ? random.pick(cast.outsiders)
        : undefined
  const language = outsider?.language ?? 'en'
  const words = phrases[language]
  const others = [random.pick(cast.colleagues), random.pick(cast.colleagues)]
  const first: Correspondent = outsider ?? random.pick([...others, cast.me])
  const story: Story = {
    random,
    words,
    cast,
    thread,
    project: project.name,
    customer: project.customer,
    people: [...new Set([first, cast.me, ...others])],
    subject: fillIn(
      random.pick(words.subjects),
      { project: project.name, customer: project.customer, name: '', other: '' },
      random,
    ),
    format: random.chance(0.82) ? 'html' : 'text',
    direction: isRightToLeft(language) ? 'rtl' : 'ltr',
    folder: folderFor(random, project, outsider !== undefined),
  }
  return tell(story, days)
}

interface Story {
  readonly random: Random
  readonly words: Phrases
  readonly cast: Cast
  readonly thread: number
  readonly project: string
  readonly customer: string
  readonly people: readonly Correspondent[]
  readonly subject: string
  readonly format: 'html' | 'text'
  readonly direction: 'ltr' | 'rtl'
  /** Where the main user keeps what comes in. */
  readonly folder: string
}

/** A letter of a conversation, and what an answer to it quotes. */
interface Written {
  readonly message: MadeMessage
  readonly inside: () => string
}

function tell(story: Story, days: Days): readonly MadeMessage[] {
  const { random, people } = story
  const length = random.chance(0.4) ? 1 : random.int(2, 7)
  const written: Written[] = []
  let at = days.at(ageOf(random), 0.25 + random.next() * 0.55)
  for (let i = 0; i < length && at <= days.now; i++) {
    const author = people[i % people.length] ?? story.cast.me
    written.push(write(story, written, author, at))
    at += random.int(8, 1900) * 60_000
  }
  return written.map(({ message }) => message)
}

/** More than half of all mail is younger than four months, the oldest is two years old. */
function ageOf(random: Random): number {
  return Math.floor(730 * random.next() ** 2.4)
}

function write(story: Story, earlier: readonly Written[], author: Correspondent, at: number): Written {
  const { random, cast, people, subject, thread } = story
  const previous = earlier.at(-1)
  const readers = people.filter((one) => one !== author)
  const [to = cast.me, ...copied] = readers.includes(cast.me)
    ? [cast.me, ...readers.filter((one) => one !== cast.me)]
    : readers
  const texts = paragraphs(story, to, previous === undefined ? 'first' : 'answer')
  const own = author === cast.me
  const recent = earlier.length > 0 || random.chance(0.5)
  const { inside, body, uniqueBody } = bodies(story, author, texts, previous)
  const message: MadeMessage = {
    at,
    thread,
    depth: earlier.length,
    subject: previous === undefined ? subject : `RE: ${subject}`,
    body,
    uniqueBody,
    from: asRecipient(author),
    toRecipients: [asRecipient(to)],
    ccRecipients: copied.map(asRecipient),
    internetMessageId: `<${random.guid()}@${author.address.replace(/^.*@/, 'mail.')}>`,
    references: earlier.map((one) => one.message.internetMessageId),
    folder: own ? 'sentitems' : story.folder,
    isRead: own || random.chance(0.86),
    importance: random.chance(0.06) ? 'high' : 'normal',
    categories: random.chance(0.08)
      ? [random.pick(['Red category', 'Blue category', 'Follow up', 'Customer'])]
      : [],
    flag: random.chance(0.05)
      ? { flagStatus: recent ? 'flagged' : 'complete' }
      : { flagStatus: 'notFlagged' },
    files: random.chance(0.16) ? [attachment(story)] : [],
  }
  return { message, inside }
}

function paragraphs(
  { random, words, project, customer, cast }: Story,
  to: Correspondent,
  kind: 'first' | 'answer',
): readonly string[] {
  const fillings: Fillings = { project, customer, name: to.given, other: random.pick(cast.colleagues).given }
  const fill = (list: readonly string[]): string => fillIn(random.pick(list), fillings, random)
  if (kind === 'answer') return [fill(words.replies), ...(random.chance(0.5) ? [fill(words.middles)] : [])]
  const middles = Array.from({ length: random.int(1, 3) }, () => fill(words.middles))
  return [
    fill(words.greetings),
    fill(words.openings),
    ...new Set(middles),
    fill(words.requests),
    fill(words.closings),
  ]
}

function bodies(
  { format, direction }: Story,
  author: Correspondent,
  texts: readonly string[],
  previous: Written | undefined,
): Pick<Written, 'inside'> & { readonly body: ItemBody; readonly uniqueBody: ItemBody } {
  const { signature } = author
  if (format === 'text') {
    const own = (): string => `${texts.join('\r\n\r\n')}\r\n\r\n-- \r\n${signature.join('\r\n')}`
    const inside = (): string =>
      own() + (previous === undefined ? '' : `\r\n\r\n${quotedText(previous.inside())}`)
    return { inside, body: lateBody('text', inside), uniqueBody: lateBody('text', own) }
  }
  const own = (): string => letterBody(texts, signature)
  const inside = (): string =>
    own() + (previous === undefined ? '' : quote(headOf(previous.message), previous.inside()))
  return {
    inside,
    body: lateBody('html', () => page(inside(), direction)),
    uniqueBody: lateBody('html', () => page(own(), direction)),
  }
}

function quotedText(text: string): string {
  return text
    .split('\r\n')
    .map((line) => `> ${line}`)
    .join('\r\n')
}

function headOf(message: MadeMessage): Parameters<typeof quote>[0] {
  const written = (one: MadeMessage['from']): string =>
    one === null ? '' : `${one.emailAddress.name} <${one.emailAddress.address}>`
  return {
    from: written(message.from),
    sent: new Date(message.at).toUTCString().replace(' GMT', ''),
    to: message.toRecipients.map(written).join('; '),
    subject: message.subject ?? '',
  }
}

function attachment({ random, project, customer }: Story): MadeFile {
  const name = random.pick([
    `${project} test report ${random.int(100, 999)}.pdf`,
    `${project} drawing rev ${random.pick(['A', 'B', 'C'])}.pdf`,
    `${project}_measurements_${random.int(1, 40)}.csv`,
    `Quote ${random.int(1000, 9999)} ${customer}.docx`,
    `${project} budget.xlsx`,
    `IMG_${random.int(1000, 9999)}.png`,
    `IMG_${random.int(1000, 9999)}.jpg`,
    `${project} slides.pptx`,
    `${project} logs ${random.int(1, 52)}.zip`,
  ])
  const lines = [
    `${project} – ${customer}`,
    `Document ${random.int(1000, 9999)}`,
    'Value\tLimit\tResult',
    '4.98\t5.00\tpass',
  ]
  return { name, content: makeDocument(name, lines, random.int(4, 220) * 1024) }
}

function folderFor(
  random: Random,
  project: { readonly name: string; readonly customer: string },
  external: boolean,
): string {
  const place = random.next()
  if (place < 0.45) return 'inbox'
  if (external && place < 0.7) return `Customers/${project.customer}`
  if (place < 0.85) return `Projects/${project.name}`
  return place < 0.93 ? `Projects/${project.name}/Design` : 'archive'
}
