import type { Permissions } from '../../routing/route.ts'

const manage = ['Sites.Manage.All', 'Sites.FullControl.All']
const read = ['Sites.Read.All', 'Sites.ReadWrite.All', ...manage]
const write = ['Sites.ReadWrite.All', ...manage]
const control = ['Sites.FullControl.All']

/** To read sites, lists and what is in them. */
export const readSites: Permissions = { delegated: read, shared: read, application: read }

/** To write the rows of lists. */
export const writeSites: Permissions = { delegated: write, shared: write, application: write }

/** To make and change lists and their columns. */
export const manageSites: Permissions = { delegated: manage, shared: manage, application: manage }

/** To say what apps may do in a site. */
export const controlSites: Permissions = { delegated: control, shared: control, application: control }

/** To read all sites of an organization, which only apps may. */
export const readAllSites: Permissions = { delegated: [], shared: [], application: read.slice(0, 2) }
