import { InvalidInput } from '@graphkeep/core'

import { openText, type SealedFor, sealText } from '../answer/sealed-text.ts'
import type { UploadSession } from './upload-session.ts'

/** Writes an upload down so that another process can go on with it: sealed, and bound to the scope and to where the file goes. */
export function writeUploadToken(context: SealedFor, path: string, session: UploadSession): Promise<string> {
  const { uploadUrl, version, openedAt } = session
  return sealText(context, `upload ${path}`, JSON.stringify([uploadUrl, version, openedAt]))
}

/**
 * Returns the upload that a token is of.
 *
 * @throws {@link InvalidInput} for a token that was altered, or is of another upload, source or account.
 */
export async function readUploadToken(
  context: SealedFor,
  path: string,
  { token, version }: { readonly token: string; readonly version: string },
): Promise<UploadSession> {
  const text = await openText(context, `upload ${path}`, token)
  if (text === undefined) {
    throw new InvalidInput([
      'resume: it is not of this upload, or is no longer known. Leave it out to start again.',
    ])
  }
  const [uploadUrl, begun, openedAt] = JSON.parse(text) as [string, string, string]
  if (begun !== version) {
    throw new InvalidInput([
      'resume: the source has changed since the upload began. Leave it out to start again.',
    ])
  }
  return { uploadUrl, version, openedAt }
}
