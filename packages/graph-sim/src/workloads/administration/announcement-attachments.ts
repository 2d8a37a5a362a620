import { joinParts } from '../../documents/file-parts.ts'
import { writeZip } from '../../documents/write-zip.ts'

/** A file that comes with an announcement, under Graph's own names. */
export interface AnnouncementAttachment {
  readonly id: string
  readonly lastModifiedDateTime: string
  readonly name: string
  readonly contentType: string
  readonly size: number
}

/** A file and its bytes. */
export interface AttachedFile {
  readonly attachment: AnnouncementAttachment
  readonly bytes: Uint8Array
}

/** The files that come with an announcement: one with each that says so. */
export function filesOf(message: {
  readonly id: string
  readonly hasAttachments: boolean
  readonly lastModifiedDateTime: string
}): readonly AttachedFile[] {
  if (!message.hasAttachments) return []
  const bytes = Buffer.from('App,Last used\r\nCalibration Archive,2026-10-30\r\n')
  const attachment = {
    id: `30356a46-ffad-47e1-acf6-${Buffer.from(message.id).toString('hex').padEnd(12, '0').slice(0, 12)}`,
    lastModifiedDateTime: message.lastModifiedDateTime,
    name: 'Apps that still use EWS.csv',
    contentType: 'application/csv',
    size: bytes.length,
  }
  return [{ attachment, bytes }]
}

/** All files of an announcement in one archive. */
export function archiveOf(files: readonly AttachedFile[]): Uint8Array {
  return joinParts(
    writeZip(files.map(({ attachment, bytes }) => ({ name: attachment.name, content: bytes }))),
  )
}
