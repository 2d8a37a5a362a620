import { documentOf } from '../../documents/make-document.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { freeName } from './drive.ts'
import { locked } from './drive-call.ts'
import type { DriveItem, FileContent } from './drive-item.ts'
import { mimeTypeOf } from './mime-type.ts'
import type { UploadGoal, UploadSession } from './upload-sessions.ts'

/** What an upload has come to. */
export interface Committed {
  readonly item: DriveItem
  readonly status: 200 | 201
}

type Committable = Omit<UploadGoal, 'base' | 'commit'> & Pick<UploadSession, 'parts'>

/** Makes the file of an upload that is complete, or a new version of the one that is there (Graph rule 35). */
export function commitUpload(session: Committable): Committed {
  const { drive, parent, name, behavior, parts, by, description } = session
  const content = contentOf(name, parts)
  const present = drive.child(parent, name)
  if (present === undefined || behavior === 'rename') {
    const item = drive.addFile(present === undefined ? name : freeName(parent, name), parent, content, by)
    item.description = description
    return { item, status: 201 }
  }
  if (present.checkout !== undefined && present.checkout.by !== by) refuse(locked)
  if (behavior === 'fail' || present.children !== undefined) refuse(nameConflict)
  drive.write(present, content, by)
  present.description = description ?? present.description
  return { item: present, status: 200 }
}

const nameConflict = {
  status: 409,
  code: 'upload_name_conflict',
  message:
    'Another file exists with the same name as the uploaded session. You can redirect the upload session to use a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.',
}

function contentOf(name: string, parts: readonly Uint8Array[]): FileContent {
  return documentOf(Buffer.concat(parts), mimeTypeOf(name) ?? 'application/octet-stream')
}
