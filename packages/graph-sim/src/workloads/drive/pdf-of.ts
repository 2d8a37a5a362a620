import { joinParts, sizeOfParts } from '../../documents/file-parts.ts'
import { writePdf } from '../../documents/write-pdf.ts'
import type { DriveItem, FileContent } from './drive-item.ts'

const convertible = /\.(csv|docx?|odp|ods|odt|pot|potm|potx|pps|ppsxm?|pptm?|pptx|rtf|xlsx?)$/i

/** Whether a file is of a kind that Graph makes PDFs of. */
export function canBePdf({ name }: DriveItem): boolean {
  return convertible.test(name)
}

/** A PDF of what can be read in a file; `undefined` when nothing can. */
export function pdfOf({ content }: DriveItem): FileContent | undefined {
  if (content === undefined || content.text === '') return undefined
  const parts = writePdf(content.text.split(/\r?\n/), 0)
  return {
    size: sizeOfParts(parts),
    mimeType: 'application/pdf',
    text: content.text,
    parts: () => parts,
    bytes: () => joinParts(parts),
  }
}
