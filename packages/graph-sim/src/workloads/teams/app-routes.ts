import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { readChatApps, readTeamApps, readUserApps } from './app-permissions.ts'
import {
  type AppInstallation,
  appOf,
  definitionOf,
  installationEntity,
  installationsOf,
  personalApps,
} from './team-apps.ts'
import { chatContext, chatOf, ownerOf, teamContext, teamOf } from './team-call.ts'
import { notFound } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'

const expand: Readonly<Record<string, Expander<AppInstallation>>> = {
  teamsApp: ({ app }) => appOf(app),
  teamsAppDefinition: ({ app }) => definitionOf(app),
}

/** Which apps are installed in teams and chats, and which somebody has. */
export const appRoutes: readonly Route[] = [
  ...reading('/teams/{team}/installedApps', readTeamApps, {
    name: 'teamsAppInstallation',
    context: (call) => `${teamContext(call)}/installedApps`,
    rows(call) {
      const { group, apps } = teamOf(call)
      return installationsOf(group.id, apps)
    },
  }),
  ...reading('/chats/{chat}/installedApps', readChatApps, {
    name: 'teamsAppInstallation',
    context: (call) => `${chatContext(call)}/installedApps`,
    rows: (call) => installationsOf(chatOf(call).id, []),
  }),
  ...reading('/users/{user}/teamwork/installedApps', readUserApps, {
    name: 'userScopeTeamsAppInstallation',
    context: (call) => `users('${call.user.id}')/teamwork/installedApps`,
    rows: (call) => installationsOf(ownerOf(call).id, personalApps),
  }),
]

interface AppSource {
  readonly name: Parameters<typeof installationEntity>[0]
  context(call: Call): string
  rows(call: Call): readonly AppInstallation[]
}

function reading(
  path: string,
  permissions: Permissions,
  { name, context, rows }: AppSource,
): readonly Route[] {
  const entity = installationEntity(name)
  const route = (end: string, answer: Route['answer']): Route => {
    const paths = [`${path}${end}`]
    return { method: 'GET', paths, workload: 'teams', permissions, answer }
  }
  return [
    route('', (call) =>
      answerList(call, { entity, rules: allAtOnce, rows: rows(call), context: context(call), expand }),
    ),
    route('/{installation}', (call) => {
      const row = rows(call).find(({ id }) => id === call.params['installation']) ?? refuse(notFound)
      return ok(entityBody(call, { entity, row, context: context(call), expand }))
    }),
  ]
}
