import { everywhere } from '../administration/administration-permissions.ts'

/** To read administrative units and what is in them. */
export const readUnits = everywhere(
  'AdministrativeUnit.Read.All',
  'Directory.Read.All',
  'AdministrativeUnit.ReadWrite.All',
  'Directory.ReadWrite.All',
)

/** To make and change administrative units. */
export const writeUnits = everywhere('AdministrativeUnit.ReadWrite.All', 'Directory.ReadWrite.All')
