import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import type { GroupStore } from '../workloads/groups/group-store.ts'
import type { ChatMessageContent } from '../workloads/teams/chat-message.ts'
import type { Channel, Chat } from '../workloads/teams/team.ts'
import type { TeamStore } from '../workloads/teams/team-store.ts'
import type { Days } from './calendar-days.ts'
import { projects } from './company.ts'

/** What teams and chats are made from. */
export interface TeamSource {
  readonly random: Random
  readonly days: Days
  /** The first leads the company, the second is the main user. */
  readonly users: readonly User[]
  readonly groups: GroupStore
}

const channelNames = ['Planning', 'Field work', 'Calibration', 'Customer questions', 'Site photos']

const openings: readonly string[] = [
  'The new brackets are here. Who has time to fit them on Thursday?',
  'Readings from the test site look stable since last night.',
  'Please look through the draft before it goes to the customer.',
  'Has anybody seen the spare load cell? It is not in the cabinet.',
  'Minutes of this morning are in the files tab.',
  'The supplier moved the delivery by a week; I have changed the plan.',
  'Reminder: the safety course has to be done before the site visit.',
  'Short question: which firmware is on the second unit?',
]

const answers: readonly string[] = [
  'I can take that.',
  'Thanks, that helps a lot.',
  'Looks good to me.',
  'Let us talk about it after lunch.',
  'I will ask them and come back to you.',
  'Done. Please check once more.',
  'Not before Friday, sorry.',
]

/** Fills the teams that the groups are marked with, and the main user's chats. */
export function makeTeams(store: TeamStore, source: TeamSource): void {
  for (const group of source.groups.all) {
    if (!group.resourceProvisioningOptions.includes('Team')) continue
    const team = store.create(group, { createdAt: group.createdAt })
    for (const displayName of channelNames.slice(0, source.random.int(1, 4)))
      store.addChannel(team, { displayName, description: null, createdAt: group.createdAt })
    const people = group.members.filter((member) => 'userPrincipalName' in member)
    for (const channel of team.channels) fillChannel(store, source, { channel, people })
  }
  makeChats(store, source)
  shareChannel(store, source)
}

/** One team lets another into a channel of its own. */
function shareChannel(store: TeamStore, { groups }: TeamSource): void {
  const [host, guest] = groups.all.flatMap((group) => store.of(group) ?? [])
  const [owner] = host?.group.owners ?? []
  if (host === undefined || guest === undefined || owner === undefined) return
  const channel = store.addChannel(host, {
    displayName: 'Shared with partners',
    description: null,
    membershipType: 'shared',
    people: [{ user: owner, isOwner: true }],
    createdAt: host.createdAt,
  })
  channel.sharedWith.push(guest)
}

interface Filling {
  readonly channel: Channel
  readonly people: readonly User[]
}

function fillChannel(store: TeamStore, { random, days }: TeamSource, { channel, people }: Filling): void {
  if (people.length === 0) return
  for (const at of momentsOf(random, days, random.int(4, 30))) {
    const subject = random.chance(0.2) ? 'Status' : null
    const content = written(random.pick(openings), subject)
    const message = store.post(channel, { content, from: random.pick(people), at })
    for (let i = random.int(0, 4); i > 0; i--) {
      const later = Math.min(days.now, message.createdAt + random.int(1, 300) * 60_000)
      const reply = { content: written(random.pick(answers), null), from: random.pick(people) }
      store.post(channel, { ...reply, replyTo: message, at: later })
    }
  }
}

/** One with each of several colleagues, and one for each of several projects. */
function makeChats(store: TeamStore, source: TeamSource): void {
  const { random, days, users } = source
  const [head, me] = users
  if (head === undefined || me === undefined) return
  const others = users.filter((user) => user !== me)
  const createdAt = days.at(200, 0.4)
  for (const other of others.slice(0, 8))
    fillChat(
      store.addChat({ chatType: 'oneOnOne', topic: null, members: [me, other], createdAt }),
      store,
      source,
    )
  for (const { name } of projects.slice(0, 4)) {
    const members = [me, ...others.filter(() => random.chance(0.5))]
    if (members.length > 2)
      fillChat(store.addChat({ chatType: 'group', topic: `${name} crew`, members, createdAt }), store, source)
  }
}

function fillChat(chat: Chat, store: TeamStore, { random, days }: TeamSource): void {
  for (const at of momentsOf(random, days, random.int(3, 40))) {
    const content = written(random.pick([...openings, ...answers, ...answers]), null)
    store.post(chat, { content, from: random.pick(chat.members), at })
  }
}

/** Moments of the last half year, the earliest first. */
function momentsOf(random: Random, days: Days, count: number): readonly number[] {
  return Array.from({ length: count }, () =>
    Math.floor(days.at(random.int(0, 180), 0.3 + random.next() * 0.4)),
  ).toSorted((a, b) => a - b)
}

function written(content: string, subject: string | null): ChatMessageContent {
  return {
    subject,
    importance: 'normal',
    body: { contentType: 'html', content: `<p>${content}</p>` },
    attachments: [],
    mentions: [],
  }
}
