import { tooManyRequests } from '../errors/catalog.ts'
import type { Limit, ThrottledRequest } from './limit.ts'

interface Kind {
  /** Requests of one app in a second. */
  readonly most: number
  readonly methods: readonly string[]
  readonly path: RegExp
}

const writes = ['POST', 'PATCH', 'PUT']

/** The kinds of requests that Teams counts by themselves, the first that fits deciding (Graph rule 30). */
const kinds = {
  createTeam: { most: 10, methods: ['POST'], path: /^\/teams$/ },
  teamOfGroup: { most: 6, methods: ['PUT', 'POST'], path: /^\/groups\/\{group\}\/team$|\/clone$/ },
  readAllMessages: { most: 200, methods: ['GET'], path: /\/(getAllMessages|allMessages)\b/ },
  readChannelMessages: { most: 20, methods: ['GET'], path: /\/channels\/\{channel\}\/messages\b/ },
  readChatMessages: { most: 20, methods: ['GET'], path: /\/chats\/\{chat\}\/messages\b/ },
  postChannelMessage: { most: 50, methods: ['POST'], path: /\/channels\/\{channel\}\/messages\b/ },
  postChatMessage: { most: 20, methods: ['POST'], path: /\/chats\/\{chat\}\/messages\b/ },
  notify: { most: 5, methods: ['POST'], path: /\/sendActivityNotification$/ },
  readMembers: { most: 60, methods: ['GET'], path: /^\/teams\/\{team\}\/(channels\/\{channel\}\/)?members$/ },
  readChannels: { most: 60, methods: ['GET'], path: /^\/teams\/\{team\}\/channels$/ },
  remove: {
    most: 15,
    methods: ['DELETE'],
    path: /\/(channels|tabs|installedApps|schedule)\b|^\/appCatalogs\b/,
  },
  read: { most: 30, methods: ['GET'], path: /^/ },
  write: { most: 30, methods: [...writes, 'DELETE'], path: /^/ },
} as const satisfies Readonly<Record<string, Kind>>

/** A kind of request that Teams counts by itself. */
export type TeamsRequestKind = keyof typeof kinds

/** How much one app may ask of Teams; each kind by its name, in requests a second (Graph rule 30). */
export interface TeamsLimits extends Readonly<Partial<Record<TeamsRequestKind, number>>> {
  /** Requests a second to one team, channel or chat; 4 by default. */
  readonly onePlace?: number
  /** Messages to one channel in a day; 3,000 by default. */
  readonly channelMessagesPerDay?: number
}

/** The limits of Teams. */
export function teamsLimits(options: TeamsLimits): readonly Limit[] {
  const { onePlace = 4, channelMessagesPerDay = 3000 } = options
  const refusal: Limit['refusal'] = (_request, { retryAfter }) => tooManyRequests(retryAfter)
  const names = Object.keys(kinds) as readonly TeamsRequestKind[]
  return [
    ...names.map(
      (name): Limit => ({
        most: () => options[name] ?? kinds[name].most,
        window: 1000,
        countedFor: (request) => (kindOf(request) === name ? request.principal.appId : undefined),
        refusal,
      }),
    ),
    { most: () => onePlace, window: 1000, countedFor: placeKey, refusal },
    { most: () => channelMessagesPerDay, window: 86_400_000, countedFor: postKey, refusal },
  ]
}

function kindOf({ match }: ThrottledRequest): string | undefined {
  const { route, template } = match
  if (route.workload !== 'teams') return undefined
  return Object.entries<Kind>(kinds).find(
    ([, { methods, path }]) => methods.includes(route.method) && path.test(template),
  )?.[0]
}

function placeKey({ match, principal }: ThrottledRequest): string | undefined {
  const { team, group, channel, chat } = match.params
  const place = channel ?? chat ?? team ?? group
  return match.route.workload === 'teams' && place !== undefined ? `${principal.appId}/${place}` : undefined
}

function postKey(request: ThrottledRequest): string | undefined {
  const { channel } = request.match.params
  return kindOf(request) === 'postChannelMessage' ? `${request.principal.appId}/${channel}` : undefined
}
