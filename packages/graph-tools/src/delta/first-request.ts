import { graphPath } from '../client/graph-path.ts'
import { graphQuery, odataString, type QueryValue } from '../client/graph-query.ts'
import type { DeltaResource } from './delta-resource.ts'

/** How changes of a resource are asked for the first time. Later requests follow Graph's links, which hold the query (Graph rule 19). */
export interface FirstRequest {
  /** With its query. */
  readonly path: string

  /** Not held by the links: sent with every request. */
  readonly headers: Readonly<Record<string, string>>
}

type Kind = DeltaResource['kind']
type Of<K extends Kind> = Extract<DeltaResource, { kind: K }>

interface Rule<K extends Kind> {
  /** The Graph rule that says so. */
  readonly rule: number

  /** The members that a resource of the kind may have. */
  readonly takes: readonly string[]

  /** What has to be selected for changes to be understood. */
  readonly needs: readonly string[]

  /** Whether the size of pages may be asked for; unasked, Graph's have ten items. */
  readonly sized?: true
  path(resource: Of<K>): string
  query?(resource: Of<K>): Readonly<Record<string, QueryValue>>
}

const directory = {
  rule: 22,
  takes: ['select', 'ids'],
  needs: ['id'],
  query: ({ ids }: Of<'users' | 'groups'>) => ({
    $filter: ids?.map((id) => `id eq ${odataString(id)}`).join(' or '),
  }),
}

/** What each workload takes. */
const rules: { readonly [K in Kind]: Rule<K> } = {
  messages: {
    rule: 20,
    takes: ['folder', 'select', 'since'],
    needs: ['id', 'parentFolderId', 'receivedDateTime'],
    sized: true,
    path: ({ folder }) => graphPath`/me/mailFolders/${folder}/messages/delta`,
    query: ({ since }) => ({ $filter: since && `receivedDateTime ge ${new Date(since).toISOString()}` }),
  },
  mailFolders: {
    rule: 19,
    takes: ['select', 'hidden'],
    needs: ['id'],
    sized: true,
    path: () => '/me/mailFolders/delta',
    query: ({ hidden }) => ({ includeHiddenFolders: hidden }),
  },
  calendarView: {
    rule: 21,
    takes: ['start', 'end', 'calendar'],
    needs: [],
    sized: true,
    path: ({ calendar }) => `${calendar ? graphPath`/me/calendars/${calendar}` : '/me'}/calendarView/delta`,
    query: ({ start, end }) => ({ startDateTime: start, endDateTime: end }),
  },
  contacts: {
    rule: 19,
    takes: ['folder', 'select'],
    needs: ['id'],
    sized: true,
    path: ({ folder }) => `${folder ? graphPath`/me/contactFolders/${folder}` : '/me'}/contacts/delta`,
  },
  driveItems: {
    rule: 22,
    takes: ['drive', 'select'],
    needs: ['id', 'deleted'],
    path: ({ drive }) => `${drive ? graphPath`/drives/${drive}` : '/me/drive'}/root/delta`,
  },
  users: { ...directory, path: () => '/users/delta' },
  groups: { ...directory, path: () => '/groups/delta' },
}

/**
 * Writes the first request for changes of a resource.
 *
 * @throws TypeError for a member that the resource does not take.
 */
export function firstRequest<K extends Kind>(resource: Of<K>, pageSize: number): FirstRequest {
  const { rule, takes, sized, path, query }: Rule<K> = rules[resource.kind as K]
  const other = Object.keys(resource).find((name) => name !== 'kind' && !takes.includes(name))
  if (other !== undefined)
    throw new TypeError(
      `Changes of ${resource.kind} take no "${other}" (Graph rule ${rule}), only ${takes.join(', ')}`,
    )
  const asked = graphQuery({ ...query?.(resource), $select: selectOf(resource) })
  return {
    path: `${path(resource)}${asked}`,
    headers: sized ? { prefer: `odata.maxpagesize=${pageSize}` } : {},
  }
}

/** Returns what is selected of each item, with what changes cannot be understood without; `undefined` for all. */
export function selectOf(resource: DeltaResource): readonly string[] | undefined {
  if (!('select' in resource) || resource.select === undefined) return undefined
  return [...new Set([...rules[resource.kind].needs, ...resource.select])]
}
