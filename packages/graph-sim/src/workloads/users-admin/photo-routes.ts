import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { type Photo, type PhotoOwner, photoSizes, uploadedPhoto } from './photo.ts'
import { changeGroupPhotos, changePhotos, readGroupPhotos, readPhotos } from './user-admin-permissions.ts'

const workload = 'outlook'

/** Pictures of people and of groups, in several sizes. */
export const photoRoutes: readonly Route[] = [
  ...photosAt('/users/{user}', { read: readPhotos, change: changePhotos }),
  ...photosAt('/groups/{group}', { read: readGroupPhotos, change: changeGroupPhotos }),
]

interface PhotoPermissions {
  readonly read: Permissions
  readonly change: Permissions
}

function photosAt(owner: string, { read, change }: PhotoPermissions): readonly Route[] {
  const [one, sized] = [`${owner}/photo`, `${owner}/photos/{size}`]
  return [
    {
      method: 'GET',
      paths: [one, sized],
      workload,
      permissions: read,
      answer: (call) => ok({ '@odata.context': `${contextOf(call)}/$entity`, ...describe(photoOf(call)) }),
    },
    {
      method: 'GET',
      paths: [`${one}/$value`, `${sized}/$value`],
      workload,
      permissions: read,
      answer(call): Answer {
        const photo = photoOf(call)
        return { status: 200, bytes: photo.bytes(), headers: { 'Content-Type': photo.contentType } }
      },
    },
    {
      method: 'GET',
      paths: [`${owner}/photos`],
      workload,
      permissions: read,
      answer(call) {
        const photo = call.tenant.administration.photo(ownerOf(call))
        const sizes = [...new Set([...photoSizes, photo?.width ?? 0])]
        const value = sizes.flatMap((size) => photo?.sized(size) ?? []).map(describe)
        return ok({ '@odata.context': contextOf(call), value })
      },
    },
    { method: 'PUT', paths: [`${one}/$value`], workload, permissions: change, answer: setPhoto },
    { method: 'PATCH', paths: [`${one}/$value`], workload, permissions: change, answer: setPhoto },
    {
      method: 'DELETE',
      paths: [one, `${one}/$value`],
      workload,
      permissions: change,
      answer(call) {
        photoOf(call)
        call.tenant.administration.setPhoto(ownerOf(call), undefined)
        return { status: 204 }
      },
    },
  ]
}

function ownerOf({ tenant, user, params }: Call): PhotoOwner {
  return params['group'] === undefined ? user : tenant.groups().find(params['group'])
}

function setPhoto(call: Call): Answer {
  call.tenant.administration.setPhoto(ownerOf(call), uploadedPhoto(call.body))
  return { status: 200 }
}

/** The picture that the path names: in the size `48x48` and the like, or the largest. */
function photoOf(call: Call): Photo {
  const { size } = call.params
  const photo = call.tenant.administration.photo(ownerOf(call))
  const width = Number(/^(\d+)x\1$/i.exec(size ?? '')?.[1] ?? Number.NaN)
  const found = size === undefined ? photo : photo?.sized(width)
  return found ?? refuse(noPhoto)
}

const noPhoto = {
  status: 404,
  code: 'ImageNotFound',
  message: "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
}

function describe({ contentType, width, height }: Photo): Record<string, unknown> {
  return { '@odata.mediaContentType': contentType, id: `${width}x${height}`, height, width }
}

function contextOf(call: Call): string {
  const name = call.path.toLowerCase().includes('/photos') ? 'photos' : 'photo'
  const set = call.params['group'] === undefined ? 'users' : 'groups'
  return `${call.base}/$metadata#${set}('${ownerOf(call).id}')/${name}`
}
