import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { tagEntity, tagMemberEntity } from './tag-entity.ts'
import type { TeamTag, TeamTagMember } from './team.ts'
import { teamContext, teamOf } from './team-call.ts'
import { readTags, writeTags } from './team-permissions.ts'
import { notFound } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'
import { isIn } from './team-store.ts'

const workload = 'teams'
const list = '/teams/{team}/tags'
const one = `${list}/{tag}`
const people = `${one}/members`
const mostAtOnce = 25

/** Names for some people in a team. */
export const tagRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readTags,
    answer: (call) =>
      answerList(call, {
        entity: tagEntity(teamOf(call).group.id),
        rules: allAtOnce,
        rows: teamOf(call).tags,
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readTags,
    answer: (call) => ok(tagBody(call, tagOf(call))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeTags,
    answer: (call) => created(tagBody(call, addTag(call))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeTags,
    answer(call) {
      const tag = tagOf(call)
      const displayName = member(readJson(call), 'displayName')
      if (displayName !== undefined) tag.displayName = nameFrom(displayName)
      return ok(tagBody(call, tag))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeTags,
    answer(call) {
      const { tags } = teamOf(call)
      tags.splice(tags.indexOf(tagOf(call)), 1)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: [people],
    workload,
    permissions: readTags,
    answer: (call) =>
      answerList(call, {
        entity: tagMemberEntity(call.tenant.id),
        rules: allAtOnce,
        rows: tagOf(call).people,
        context: membersContext(call),
      }),
  },
  {
    method: 'GET',
    paths: [`${people}/{member}`],
    workload,
    permissions: readTags,
    answer: (call) => ok(memberBody(call, tagMemberOf(call))),
  },
  {
    method: 'POST',
    paths: [people],
    workload,
    permissions: writeTags,
    answer(call) {
      const tag = tagOf(call)
      const made = newMember(call, readJson(call))
      if (tag.people.some(({ user }) => user === made.user))
        refuse(badRequest('The user has the tag already.'))
      tag.people.push(made)
      return created(memberBody(call, made))
    },
  },
  {
    method: 'DELETE',
    paths: [`${people}/{member}`],
    workload,
    permissions: writeTags,
    answer(call) {
      const tag = tagOf(call)
      tag.people.splice(tag.people.indexOf(tagMemberOf(call)), 1)
      return noContent
    },
  },
]

function addTag(call: Call): TeamTag {
  const team = teamOf(call)
  const json = readJson(call)
  const displayName = nameFrom(member(json, 'displayName'))
  const said = member(json, 'members')
  if (!Array.isArray(said) || said.length === 0 || said.length > mostAtOnce || !said.every(isObject))
    return refuse(badRequest(`A tag is made with 1 to ${mostAtOnce} members.`))
  if (team.tags.some((tag) => tag.displayName.toLowerCase() === displayName.toLowerCase()))
    refuse({ status: 409, code: 'Conflict', message: 'A tag of this name exists already.' })
  const description = member(json, 'description')
  const tag: TeamTag = {
    id: idOf(call),
    displayName,
    description: typeof description === 'string' ? description : null,
    people: said.map((each) => newMember(call, each)),
  }
  team.tags.push(tag)
  return tag
}

function newMember(call: Call, json: JsonObject): TeamTagMember {
  const userId = member(json, 'userId')
  const user = typeof userId === 'string' ? call.tenant.directory.find(userId) : undefined
  if (user === undefined || !isIn(teamOf(call), user))
    return refuse(badRequest('Only members of the team can have a tag.'))
  return { id: idOf(call), user }
}

function nameFrom(value: unknown): string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 40
    ? value
    : refuse(badRequest('The displayName of a tag has 1 to 40 characters.'))
}

function idOf(call: Call): string {
  const { id, teams } = call.tenant
  return Buffer.from(`${id}##${teamOf(call).group.id}##${teams().newId()}`).toString('base64')
}

function tagOf(call: Call): TeamTag {
  return teamOf(call).tags.find(({ id }) => id === call.params['tag']) ?? refuse(notFound)
}

function tagMemberOf(call: Call): TeamTagMember {
  return tagOf(call).people.find(({ id }) => id === call.params['member']) ?? refuse(notFound)
}

function tagBody(call: Call, row: TeamTag): Record<string, unknown> {
  return entityBody(call, { entity: tagEntity(teamOf(call).group.id), row, context: contextOf(call) })
}

function memberBody(call: Call, row: TeamTagMember): Record<string, unknown> {
  return entityBody(call, { entity: tagMemberEntity(call.tenant.id), row, context: membersContext(call) })
}

function contextOf(call: Call): string {
  return `${teamContext(call)}/tags`
}

function membersContext(call: Call): string {
  return `${contextOf(call)}('${encodeURIComponent(call.params['tag'] ?? '')}')/members`
}
