import { everywhere } from '../administration/administration-permissions.ts'

/** To read what is set for groups. */
export const readSettings = everywhere(
  'GroupSettings.Read.All',
  'GroupSettings.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)

/** To set something for groups. */
export const writeSettings = everywhere('GroupSettings.ReadWrite.All', 'Directory.ReadWrite.All')

/** To read when groups expire. */
export const readLifecycle = everywhere('Directory.Read.All', 'Directory.ReadWrite.All')

/** To say when groups expire. */
export const writeLifecycle = everywhere('Directory.ReadWrite.All')
