import type { Mailbox } from '../outlook/mailbox.ts'
import type { MailFolder } from './mail-folder.ts'
import { wellKnownFolders } from './mail-folder.ts'

/** Finds a mail folder by its well-known name or its path, such as `Projects/Aurora`, in any casing. */
export function folderAt({ folders }: Mailbox, path: string): MailFolder | undefined {
  const known = wellKnownFolders.find((name) => name === path.toLowerCase())
  if (known !== undefined) return folders.wellKnown(known)
  return path
    .split('/')
    .filter(Boolean)
    .reduce<MailFolder | undefined>(
      (parent, name) =>
        parent?.children.find(({ displayName }) => displayName.toLowerCase() === name.toLowerCase()),
      folders.root,
    )
}
