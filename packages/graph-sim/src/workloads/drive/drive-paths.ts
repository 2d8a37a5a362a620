/** Where a drive is found: a person's, a site's, a group's or a library's own, or any of theirs by its id. */
export const drivePaths: readonly string[] = [
  '/users/{user}/drive',
  '/drives/{drive}',
  '/sites/{site}/drive',
  '/groups/{group}/drive',
  '/sites/{site}/lists/{list}/drive',
  '/users/{user}/drives/{drive}',
  '/sites/{site}/drives/{drive}',
  '/groups/{group}/drives/{drive}',
]

/** Where an item of a drive is found: by its id or by its path, behind a link, or by its row in a library. */
export const itemPaths: readonly string[] = [
  ...drivePaths.map((path) => `${path}/items/{item}`),
  '/shares/{share}/driveItem',
  '/shares/{share}/items/{item}',
  '/sites/{site}/lists/{list}/items/{row}/driveItem',
]
