import type { Clock } from '../../tenant/clock.ts'
import { createUploads, type Upload, type Uploads } from '../../uploads/uploads.ts'
import type { Attachment } from './attachment.ts'
import type { AttachmentOwner } from './attachment-owner.ts'

/** A file that is uploaded to be attached. */
export interface AttachmentGoal {
  readonly owner: AttachmentOwner
  /** The address of what it is attached to, at Outlook. */
  readonly address: string
  /** The same after `$metadata#`. */
  readonly context: string
  /** The id of the attachment on its owner, once it is there. */
  idOf(attachment: Attachment): string
  /** What the client has said of it, without its bytes. */
  readonly file: Omit<Attachment, 'bytes' | 'kind' | 'item'>
}

/** An attachment that comes in parts; its end is never put off. */
export type AttachmentUpload = AttachmentGoal & Upload

/** The attachments of a tenant that are being uploaded, each with an address that needs no token (Graph rule 34). */
export interface AttachmentUploads extends Pick<Uploads<AttachmentGoal>, 'take' | 'close'> {
  open(goal: AttachmentGoal): AttachmentUpload
  /** Whether a path is one of an upload. */
  owns(pathname: string): boolean
  /** The upload at an address; `undefined` when it is forged, finished, cancelled or out of date. */
  find(url: URL): AttachmentUpload | undefined
}

const lifetime = 2 * 3_600_000

/** Creates the attachment uploads of a tenant; one is open for two hours. */
export function createAttachmentUploads(clock: Clock, secret: string): AttachmentUploads {
  const uploads = createUploads<AttachmentGoal>(clock, {
    secret,
    purpose: 'attachment',
    lifetime,
    renewal: 'nothing',
  })
  return {
    owns: (pathname) => /\/AttachmentSessions(?:\(|%28)[^/]*$/i.test(pathname),
    open: (goal) =>
      uploads.open(
        goal,
        (key) => `${goal.address}/AttachmentSessions('${key.slice(0, 12)}')?authtoken=${key}`,
      ),
    find: (url) => uploads.find(url.searchParams.get('authtoken')),
    take: uploads.take,
    close: uploads.close,
  }
}
