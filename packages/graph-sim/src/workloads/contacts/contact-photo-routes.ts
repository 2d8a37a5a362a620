import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { type Photo, uploadedPhoto } from '../users-admin/photo.ts'
import { contactContext, contactOf, mailboxOf } from './contact-call.ts'
import { readContacts, writeContacts } from './contact-rules.ts'

const workload = 'outlook'
const ones = ['/users/{user}/contacts', '/users/{user}/contactFolders/{folder}/contacts'].map(
  (path) => `${path}/{contact}/photo`,
)
const values = ones.map((path) => `${path}/$value`)

/** The pictures of contacts; each has one size. */
export const contactPhotoRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readContacts,
    answer(call) {
      const { contentType, width, height } = photoOf(call)
      const contact = encodeURIComponent(call.params['contact'] ?? '')
      return ok({
        '@odata.context': `${call.base}/$metadata#${contactContext(call)}('${contact}')/photo/$entity`,
        '@odata.mediaContentType': contentType,
        id: `${width}x${height}`,
        height,
        width,
      })
    },
  },
  {
    method: 'GET',
    paths: values,
    workload,
    permissions: readContacts,
    answer(call): Answer {
      const photo = photoOf(call)
      return { status: 200, bytes: photo.bytes(), headers: { 'Content-Type': photo.contentType } }
    },
  },
  { method: 'PUT', paths: values, workload, permissions: writeContacts, answer: setPhoto },
  { method: 'PATCH', paths: values, workload, permissions: writeContacts, answer: setPhoto },
  {
    method: 'DELETE',
    paths: [...ones, ...values],
    workload,
    permissions: writeContacts,
    answer(call) {
      photoOf(call)
      contactOf(call).photo = undefined
      mailboxOf(call).contacts.touch(contactOf(call))
      return noContent
    },
  },
]

function setPhoto(call: Call): Answer {
  const contact = contactOf(call)
  contact.photo = uploadedPhoto(call.body)
  mailboxOf(call).contacts.touch(contact)
  return { status: 200 }
}

function photoOf(call: Call): Photo {
  return contactOf(call).photo ?? refuse(noPhoto)
}

const noPhoto = {
  status: 404,
  code: 'ErrorItemNotFound',
  message: "The photo wasn't found.",
}
