/** One call of a tool. */
export interface TracedCall {
  readonly tool: string
  readonly input: object
}

/** What the calls of a day are about. */
export interface TraceSubjects {
  /** Ids of the newest messages. */
  readonly messages: readonly string[]

  /** Ids of mail folders to list and to move to. */
  readonly folders: readonly string[]

  /** Paths of folders with files. */
  readonly places: readonly string[]

  /** The first day, e.g. `2026-11-20`. */
  readonly today: string
}

type Random = () => number

const words = [
  'budget',
  'invoice',
  'offer',
  'meeting',
  'holiday',
  'contract',
  'report',
  'review',
  'travel',
  'team',
]

/**
 * Makes the calls of an assistant's working day: 2,000 of them, one in twenty of which changes something. It looks at
 * what is new again and again, opens messages of which few are opened often, and looks things up. The same every time.
 */
export function workingDay(subjects: TraceSubjects, calls = 2_000): readonly TracedCall[] {
  const random = seeded(20_261_125)
  return Array.from({ length: calls }, () =>
    random() < 0.05 ? change(subjects, random) : look(subjects, random),
  )
}

function look({ messages, folders, places, today }: TraceSubjects, random: Random): TracedCall {
  const kinds: readonly (readonly [share: number, call: () => TracedCall])[] = [
    [0.2, () => ({ tool: 'email_list', input: {} })],
    [0.06, () => ({ tool: 'email_list', input: { folder: pick(folders, random) } })],
    [0.04, () => ({ tool: 'email_list', input: { unreadOnly: true } })],
    [0.26, () => ({ tool: 'email_get', input: { id: skewed(messages, random) } })],
    [0.08, () => ({ tool: 'email_search', input: { text: skewed(words, random) } })],
    [0.08, () => ({ tool: 'folder_get_tree', input: {} })],
    [0.04, () => ({ tool: 'folder_list', input: {} })],
    [0.12, () => ({ tool: 'calendar_list_events', input: windowOf(today, skewed([0, 1, 7, 14], random)) })],
    [0.04, () => ({ tool: 'contact_list', input: {} })],
    [0.06, () => ({ tool: 'file_list', input: {} })],
    [0.02, () => ({ tool: 'file_list', input: { path: pick(places, random) } })],
    [0, () => ({ tool: 'user_whoami', input: {} })],
  ]
  let left = random()
  for (const [share, call] of kinds) {
    left -= share
    if (left < 0) return call()
  }
  return { tool: 'user_whoami', input: {} }
}

function change({ messages, folders, today }: TraceSubjects, random: Random): TracedCall {
  const id = skewed(messages, random)
  const kind = random()
  if (kind < 0.5) return { tool: 'email_mark_read', input: { id, read: random() < 0.7 } }
  if (kind < 0.7) return { tool: 'email_move', input: { id, destination: pick(folders, random) } }
  const subject = `Traced ${Math.floor(random() * 1e6)}`
  if (kind < 0.85)
    return { tool: 'email_send', input: { to: ['ada@example.com'], subject, body: 'As agreed.' } }
  return {
    tool: 'calendar_create_event',
    input: { subject, start: `${today}T15:00`, end: `${today}T15:30`, timeZone: 'UTC' },
  }
}

function windowOf(today: string, days: number): object {
  const end = new Date(`${today}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + days)
  return { from: today, to: end.toISOString().slice(0, 10) }
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)] as T
}

/** Picks the first ones far more often than the last. */
function skewed<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() ** 3 * all.length)] as T
}

function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
