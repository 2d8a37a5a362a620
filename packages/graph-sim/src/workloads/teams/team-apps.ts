import type { Entity } from '../../odata/entity.ts'
import { complex, listOf, moment, oneOf, openComplex, text } from '../../odata/property-type.ts'

/** An app of the tenant's catalogue. */
export interface TeamsApp {
  readonly id: string
  readonly displayName: string
  readonly version: string
  readonly description: string
}

/** An app in a team, in a chat or with a person. */
export interface AppInstallation {
  readonly id: string
  readonly app: TeamsApp
}

/** The apps that are installed somewhere in the tenant. */
const catalogue: readonly TeamsApp[] = [
  {
    id: 'com.microsoft.teamspace.tab.planner',
    displayName: 'Planner',
    version: '1.0.17',
    description: 'Plans of a team, on a board.',
  },
  {
    id: '0d820ecd-def2-4297-adad-78056cde7c78',
    displayName: 'OneNote',
    version: '1.0.0',
    description: 'Notes that a team shares.',
  },
  {
    id: 'com.microsoft.teamspace.tab.web',
    displayName: 'Website',
    version: '1.3.0',
    description: 'A page of the web in a tab.',
  },
]

/** An app by its id; one that nobody has described yet goes by its id. */
export function appById(id: string): TeamsApp {
  return catalogue.find((app) => app.id === id) ?? { id, displayName: id, version: '1.0.0', description: '' }
}

/** The apps that everybody has. */
export const personalApps: readonly string[] = ['0d820ecd-def2-4297-adad-78056cde7c78']

/** The apps of a team, a chat or a person. */
export function installationsOf(owner: string, apps: readonly string[]): readonly AppInstallation[] {
  return apps.map((id) => ({ id: Buffer.from(`${owner}##${id}`).toString('base64'), app: appById(id) }))
}

/** An app as Graph writes it. */
export function appOf({ id, displayName }: TeamsApp): Readonly<Record<string, unknown>> {
  return { id, externalId: null, displayName, distributionMethod: 'store' }
}

/** The version of an app that is installed, as Graph writes it. */
export function definitionOf({
  id,
  displayName,
  version,
  description,
}: TeamsApp): Readonly<Record<string, unknown>> {
  return {
    id: Buffer.from(`${id}##${version}`).toString('base64'),
    teamsAppId: id,
    displayName,
    version,
    publishingState: 'published',
    shortDescription: description,
    description,
    lastModifiedDateTime: null,
    createdBy: null,
    authorization: { requiredPermissionSet: { resourceSpecificPermissions: [] } },
  }
}

/** What a filter may ask about the app of an installation or of a tab. */
export const appType = complex('teamsApp', {
  id: text,
  externalId: text,
  displayName: text,
  distributionMethod: oneOf('teamsAppDistributionMethod', 'store', 'organization', 'sideloaded'),
})

/** Installed apps as Graph describes them: their id, and the app itself on demand. */
export function installationEntity(
  name: 'teamsAppInstallation' | 'userScopeTeamsAppInstallation',
): Entity<AppInstallation> {
  const definition = complex('teamsAppDefinition', {
    id: text,
    teamsAppId: text,
    displayName: text,
    version: text,
    lastModifiedDateTime: moment,
  })
  return {
    name,
    properties: {
      id: text,
      consentedPermissionSet: complex('teamsAppPermissionSet', {
        resourceSpecificPermissions: listOf(openComplex('teamsAppResourceSpecificPermission')),
      }),
      teamsApp: appType,
      teamsAppDefinition: definition,
    },
    navigation: ['teamsApp', 'teamsAppDefinition', 'chat'],
    defaults: ['id'],
    always: [],
    annotations: () => ({}),
    read({ id, app }, property) {
      if (property === 'teamsApp') return appOf(app)
      if (property === 'teamsAppDefinition') return definitionOf(app)
      return property === 'id' ? id : { resourceSpecificPermissions: [] }
    },
  }
}
