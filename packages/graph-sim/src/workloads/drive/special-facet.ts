import type { DriveItem } from './drive-item.ts'

/** Where each special folder is made when it is missing. */
export const specialPlaces: ReadonlyMap<string, readonly string[]> = new Map([
  ['documents', ['Documents']],
  ['photos', ['Pictures']],
  ['cameraroll', ['Pictures', 'Camera Roll']],
  ['music', ['Music']],
  ['approot', ['Apps']],
])

/** The facet of a folder that is special; `undefined` for others. */
export function specialFacet(item: DriveItem): object | undefined {
  const path = namesTo(item)
  const found = [...specialPlaces].find(
    ([, names]) => names.join('/').toLowerCase() === path.join('/').toLowerCase(),
  )
  return item.children === undefined || found === undefined || found[0] === 'approot'
    ? undefined
    : { name: found[0] }
}

function namesTo({ name, parent }: DriveItem): readonly string[] {
  return parent === undefined ? [] : [...namesTo(parent), name]
}
