import type { Permissions } from '../../routing/route.ts'

const others = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All']

/** To read files. */
export const readFiles: Permissions = {
  delegated: ['Files.Read', 'Files.ReadWrite', ...others],
  shared: others,
  application: others,
}

/** To write files. */
export const writeFiles: Permissions = {
  delegated: ['Files.ReadWrite', 'Files.ReadWrite.All', 'Sites.ReadWrite.All'],
  shared: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
  application: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
}
