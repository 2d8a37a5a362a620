import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { type Photo, photoSizes, uploadedPhoto } from './photo.ts'
import { changePhotos, readPhotos } from './user-admin-permissions.ts'

const workload = 'outlook'
const one = '/users/{user}/photo'
const sized = '/users/{user}/photos/{size}'

/** Pictures of people, in several sizes. */
export const photoRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [one, sized],
    workload,
    permissions: readPhotos,
    answer: (call) => ok({ '@odata.context': `${contextOf(call)}/$entity`, ...describe(photoOf(call)) }),
  },
  {
    method: 'GET',
    paths: [`${one}/$value`, `${sized}/$value`],
    workload,
    permissions: readPhotos,
    answer(call): Answer {
      const photo = photoOf(call)
      return { status: 200, bytes: photo.bytes(), headers: { 'Content-Type': photo.contentType } }
    },
  },
  {
    method: 'GET',
    paths: ['/users/{user}/photos'],
    workload,
    permissions: readPhotos,
    answer(call) {
      const photo = call.tenant.administration.photo(call.user)
      const sizes = [...new Set([...photoSizes, photo?.width ?? 0])]
      const value = sizes.flatMap((size) => photo?.sized(size) ?? []).map(describe)
      return ok({ '@odata.context': contextOf(call), value })
    },
  },
  { method: 'PUT', paths: [`${one}/$value`], workload, permissions: changePhotos, answer: setPhoto },
  { method: 'PATCH', paths: [`${one}/$value`], workload, permissions: changePhotos, answer: setPhoto },
  {
    method: 'DELETE',
    paths: [one, `${one}/$value`],
    workload,
    permissions: changePhotos,
    answer(call) {
      photoOf(call)
      call.tenant.administration.setPhoto(call.user, undefined)
      return { status: 204 }
    },
  },
]

function setPhoto(call: Call): Answer {
  call.tenant.administration.setPhoto(call.user, uploadedPhoto(call.body))
  return { status: 200 }
}

/** The picture that the path names: in the size `48x48` and the like, or the largest. */
function photoOf(call: Call): Photo {
  const { size } = call.params
  const photo = call.tenant.administration.photo(call.user)
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
  return `${call.base}/$metadata#users('${call.user.id}')/${name}`
}
