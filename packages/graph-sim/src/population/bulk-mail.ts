import { makeDocument } from '../documents/make-document.ts'
import { htmlToText } from '../mime/html-to-text.ts'
import type { Random } from '../random/random.ts'
import { dateOf } from '../time/timestamp.ts'
import type { Days } from './calendar-days.ts'
import type { Cast } from './cast.ts'
import { companyName, machines, newsletters, projects, suppliers } from './company.ts'
import { lateBody } from './late-body.ts'
import { asRecipient, type MadeMessage } from './mail-draft.ts'
import { newsletterHtml, page } from './mail-html.ts'

/** What every kind of mail that nobody answers is made from. */
export interface BulkSource {
  readonly random: Random
  readonly cast: Cast
  readonly days: Days
  readonly thread: number
}

/** A newsletter, with a preview text that is hidden and a picture that reports the reader. */
export function makeNewsletter({ random, cast, days, thread }: BulkSource): MadeMessage {
  const { name, address, topic } = random.pick(newsletters)
  const host = address.replace(/^.*@/, 'links.')
  const heads = [
    `What is new in ${topic}`,
    'Three tools that we tried',
    'A visit to the terminal of the year',
    'Your questions',
    'Prices, week by week',
  ]
  const items = heads.slice(0, random.int(2, 5)).map((head) => ({
    head,
    text: `${head}: our editors looked at ${random.int(3, 30)} cases from ${topic} and sum up what held in the field and what did not.`,
  }))
  const mark = random.guid().slice(0, 8)
  const html = (): string =>
    newsletterHtml({
      title: name,
      preview: `This week: ${topic}, and ${items.length} more stories inside.`,
      items,
      host,
      mark,
    })
  return {
    at: days.at(Math.floor(730 * random.next() ** 2), 0.2 + random.next() * 0.2),
    thread,
    subject: `${name} #${random.int(40, 420)}: ${topic}`,
    body: lateBody('html', html),
    from: { emailAddress: { name, address } },
    toRecipients: [asRecipient(cast.me)],
    internetMessageId: `<${random.guid()}@${host}>`,
    folder: random.chance(0.6) ? 'Newsletters' : 'inbox',
    isRead: random.chance(0.35),
    inferenceClassification: 'other',
    extraHeaders: [
      { name: 'List-Unsubscribe', value: `<https://${host}/unsubscribe/one-click>` },
      { name: 'Precedence', value: 'bulk' },
    ],
  }
}

/** An invoice with its PDF. */
export function makeInvoice({ random, cast, days, thread }: BulkSource): MadeMessage {
  const { name, address, what } = random.pick(suppliers)
  const number = `${random.int(21, 26)}-${random.int(10_000, 99_999)}`
  const at = days.at(random.int(0, 720), 0.3 + random.next() * 0.3)
  const net = random.int(90, 9800)
  const lines = [
    `${name}`,
    `Invoice ${number}`,
    `Date: ${dateOf(at)}`,
    `Bill to: ${companyName}`,
    `${what}: EUR ${net}.00`,
    `VAT 25 %: EUR ${(net * 0.25).toFixed(2)}`,
    `Total: EUR ${(net * 1.25).toFixed(2)}`,
    'Payable within 30 days',
  ]
  const file = `Invoice_${number}.pdf`
  return {
    at,
    thread,
    subject: `Invoice ${number} from ${name}`,
    body: lateBody('html', () =>
      page(
        `<p>Dear customer,</p><p>please find attached invoice <b>${number}</b> over <b>EUR ${(net * 1.25).toFixed(2)}</b> for ${what}.</p><p>Payable within 30 days.</p><p>${name}</p>`,
      ),
    ),
    from: { emailAddress: { name, address } },
    toRecipients: [asRecipient(cast.me)],
    internetMessageId: `<${random.guid()}@${address.replace(/^.*@/, '')}>`,
    folder: random.pick(['Invoices', 'Invoices', 'Invoices/Paid', 'inbox', 'Invoices/Disputed']),
    isRead: random.chance(0.7),
    inferenceClassification: 'other',
    files: [{ name: file, content: makeDocument(file, lines, random.int(18, 90) * 1024) }],
  }
}

/** A message from a machine, in plain text. */
export function makeNotice({ random, cast, days, thread }: BulkSource): MadeMessage {
  const { name, address, kind } = random.pick(machines)
  const project = random.pick(projects).name.toLowerCase()
  const number = random.int(1200, 9900)
  const [subject, text] = {
    build: [
      `[build] ${project}-firmware #${number} ${random.chance(0.2) ? 'FAILED' : 'passed'}`,
      `Branch: main\r\nDuration: ${random.int(2, 19)} min\r\nTests: ${random.int(300, 900)} passed, ${random.int(0, 3)} skipped\r\n\r\nhttps://ci.solvang-tools.example/${project}/${number}`,
    ],
    ticket: [
      `[SD-${number}] Access to the ${project} share`,
      `Your ticket SD-${number} has been updated.\r\n\r\nStatus: ${random.pick(['In progress', 'Waiting for you', 'Resolved'])}\r\n\r\nReply above this line to add a comment.`,
    ],
    expense: [
      `Expense report ${number} approved`,
      `Report ${number} over EUR ${random.int(20, 900)}.${random.int(10, 99)} was approved and will be paid with the next run.`,
    ],
    storage: [
      `Storage on fs-${random.int(1, 4)} at ${random.int(81, 97)} %`,
      `Volume /projects/${project}\r\nUsed: ${random.int(81, 97)} %\r\nLargest folder: measurements/${random.int(2021, 2026)}`,
    ],
  }[kind] as [string, string]
  return {
    at: days.at(Math.floor(500 * random.next() ** 2), random.next() * 0.95),
    thread,
    subject,
    body: { contentType: 'text', content: `${text}\r\n` },
    from: { emailAddress: { name, address } },
    toRecipients: [asRecipient(cast.me)],
    internetMessageId: `<${random.guid()}@${address.replace(/^.*@/, '')}>`,
    folder:
      kind === 'build'
        ? 'Machines/Builds'
        : kind === 'ticket'
          ? 'Machines/Tickets'
          : random.pick(['inbox', 'Machines', 'Receipts']),
    isRead: random.chance(0.6),
    inferenceClassification: 'other',
    extraHeaders: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
  }
}

/** Mail that nobody wants. */
export function makeJunk({ random, cast, days, thread }: BulkSource): MadeMessage {
  const [name, subject, text] = random.pick([
    [
      'Parcel Notice',
      'Your parcel could not be delivered',
      'We tried to deliver your parcel today. Confirm your address within 24 hours to avoid a return.',
    ],
    [
      'IT Support',
      'Password expires today',
      'Your mailbox password expires today. Keep your password by signing in below.',
    ],
    [
      'Global Prize Office',
      'You have been selected!!!',
      'Your address was drawn as a winner. Reply with your full name to claim.',
    ],
    [
      'SEO Experts',
      'First page of search results, guaranteed',
      'Dear sir or madam, we looked at your site and found several errors.',
    ],
  ] as const)
  const host = `${random.guid().slice(0, 8)}.example`
  const [mark, reader] = [random.guid(), random.int(1, 9e6)]
  const html = (): string =>
    page(
      `<div style="font-size:0;color:#fff">${mark}</div><p>${text}</p><p><a href="http://${host}/login?u=${reader}">Continue</a></p><img src="http://${host}/t.gif" width="1" height="1">`,
    )
  return {
    at: days.at(random.int(0, 29), random.next() * 0.98),
    thread,
    subject,
    body: lateBody('html', html),
    uniqueBody: lateBody('text', () => htmlToText(html())),
    from: { emailAddress: { name, address: `no-reply@${host}` } },
    toRecipients: [asRecipient(cast.me)],
    internetMessageId: `<${random.guid()}@${host}>`,
    folder: random.chance(0.85) ? 'junkemail' : 'deleteditems',
    isRead: random.chance(0.2),
    inferenceClassification: 'other',
  }
}
