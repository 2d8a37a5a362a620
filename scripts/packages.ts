import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The workspace's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** A package that is published. */
export interface Package {
  readonly folder: string
  readonly name: string
  readonly version: string

  /** The source files that are entries or commands, without folder and ending, e.g. `index`. */
  readonly entries: readonly string[]

  /** Specifiers under which the entries are imported, e.g. `@graphkeep/core/testing`. */
  readonly specifiers: readonly string[]
}

/** Returns every published package, in alphabetical order. */
export function packages(): readonly Package[] {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => read(join(root, 'packages', name)))
}

function read(folder: string): Package {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const paths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
  const files = [
    ...paths.map((path) => manifest.exports[path]),
    ...Object.values(manifest.bin ?? {}),
  ] as string[]
  return {
    folder,
    name: manifest.name,
    version: manifest.version,
    entries: files.map((file) => file.replace('./src/', '').replace('.ts', '')),
    specifiers: paths.map((path) => join(manifest.name, path)),
  }
}
