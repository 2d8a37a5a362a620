import { idMalformed } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'

/** What an id of a mailbox says. */
export interface DecodedId {
  readonly form: 'item' | 'folder' | 'immutable' | 'occurrence'
  /** Whether the id was issued by this mailbox. */
  readonly own: boolean
  /** The number behind the id: of a place in a folder, of a folder, or of an item for good. */
  readonly number: number
  /** The day of a series that an occurrence's id names, e.g. `2026-11-21`. */
  readonly day: string | undefined
}

/** The ids that one mailbox issues; they look like Exchange's and carry nothing but numbers. */
export interface OutlookIds {
  /** An id that holds as long as the item stays in its folder (Graph rule 15). */
  item(folder: number, entry: number): string
  /** An id that holds as long as the item stays in the mailbox (Graph rule 15). */
  immutable(serial: number): string
  folder(folder: number): string
  /** The id of one day of a series, made of the series' id. */
  occurrence(series: string, day: string): string
  attachment(item: string, index: number): string
  /** An id for all messages of one conversation. */
  conversation(thread: number): string
  conversationIndex(thread: number, depth: number): string
  /** The version of an item, as in `changeKey` and its ETag. */
  changeKey(version: number): string
  /** Reads an id; refuses with `Id is malformed.` what no mailbox could have issued. */
  decode(id: string): DecodedId
}

const itemMark = Buffer.from('00460000000000', 'hex')
const folderMark = Buffer.from('002e0000000000', 'hex')
const immutableMark = Buffer.from('0009002e00000000001d840311aa6611cd9bc800aa002f845a0d00', 'hex')
const start = Buffer.from('00032400', 'hex')

const occurrenceMark = Buffer.from('51000808', 'hex')

/** Days are counted from the year 0, so that every day has a positive number. */
const dayShift = 719_528
const dayLength = 86_400_000

const itemLength = 113
const folderLength = 89
const immutableLength = 51

/** Creates the ids of the mailbox with the given GUID; `provider` and `database` are 16 bytes each. */
export function createOutlookIds(mailbox: string, provider: Uint8Array, database: Uint8Array): OutlookIds {
  const head = Buffer.concat([start, Buffer.from(mailbox, 'latin1')])
  const conversationHead = Buffer.concat([Buffer.from('00042400', 'hex'), Buffer.from(mailbox, 'latin1')])
  const itemHead = Buffer.concat([head, itemMark, provider, Buffer.from('0700', 'hex'), database])
  const folderHead = Buffer.concat([head, folderMark, provider, Buffer.from('0100', 'hex'), database])
  const immutableHead = Buffer.concat([immutableMark, database])

  return {
    item: (folder, entry) => encode(Buffer.concat([itemHead, counter(folder), database, counter(entry)])),
    immutable: (serial) => encode(Buffer.concat([immutableHead, counter(serial)])),
    folder: (folder) => encode(Buffer.concat([folderHead, counter(folder)])),
    occurrence: (series, day) =>
      encode(
        Buffer.concat([
          raw(series),
          occurrenceMark,
          counter(Math.round(Date.parse(day) / dayLength) + dayShift),
        ]),
      ),
    attachment: (item, index) =>
      encode(
        Buffer.concat([raw(item), Buffer.from('01120010', 'hex'), provider.subarray(0, 8), counter(index)]),
      ),
    conversation: (thread) =>
      encode(Buffer.concat([conversationHead, Buffer.from('0010', 'hex'), provider, counter(thread)])),
    conversationIndex: (thread, depth) =>
      Buffer.concat([
        Buffer.from('0101', 'hex'),
        counter(thread),
        provider.subarray(0, 12),
        Buffer.alloc(5 * depth, 7),
      ]).toString('base64'),
    changeKey: (version) =>
      Buffer.concat([Buffer.from('0900000016000000', 'hex'), database, counter(version)]).toString('base64'),
    decode: (id) => decode(id, { itemHead, folderHead, immutableHead }),
  }
}

interface Heads {
  readonly itemHead: Buffer
  readonly folderHead: Buffer
  readonly immutableHead: Buffer
}

function decode(id: string, heads: Heads): DecodedId {
  const bytes = raw(id)
  if (encode(bytes) !== id) refuse(idMalformed)
  const series = bytes.subarray(0, -12)
  if (bytes.length > 24 && bytes.subarray(-12, -8).equals(occurrenceMark)) {
    const day = new Date((lastNumber(bytes) - dayShift) * dayLength)
    if (Number.isNaN(day.getTime())) refuse(idMalformed)
    return { ...decodeSimple(series, heads), form: 'occurrence', day: day.toISOString().slice(0, 10) }
  }
  return decodeSimple(bytes, heads)
}

function decodeSimple(bytes: Buffer, heads: Heads): DecodedId {
  const decoded = (form: DecodedId['form'], head: Buffer): DecodedId => ({
    form,
    own: begins(bytes, head),
    number: lastNumber(bytes),
    day: undefined,
  })
  if (bytes.length === immutableLength && begins(bytes, immutableMark))
    return decoded('immutable', heads.immutableHead)
  if (!begins(bytes, start)) refuse(idMalformed)
  const mark = bytes.subarray(40, 47)
  if (bytes.length === itemLength && mark.equals(itemMark)) return decoded('item', heads.itemHead)
  if (bytes.length === folderLength && mark.equals(folderMark)) return decoded('folder', heads.folderHead)
  return refuse(idMalformed)
}

function begins(bytes: Buffer, head: Buffer): boolean {
  return bytes.subarray(0, head.length).equals(head)
}

function lastNumber(bytes: Buffer): number {
  return Number(bytes.readBigUInt64BE(bytes.length - 8) & 0xffff_ffff_ffffn)
}

function counter(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUIntBE(value, 2, 6)
  return bytes
}

/** Exchange's base64 for URLs keeps the padding and swaps the two characters the other way round. */
function encode(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('/', '-').replaceAll('+', '_')
}

function raw(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', '/').replaceAll('_', '+'), 'base64')
}
