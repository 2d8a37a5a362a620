import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Options } from 'tsup'

import { packages } from './packages.ts'

/** Native or rarely used: stays outside even of bundled commands. */
const bundled =
  /^(?!better-sqlite3-multiple-ciphers|@napi-rs\/keyring|@azure\/msal-node|@modelcontextprotocol\/client)/

/** Whatever is not a path: an installed package, which its user installs too. */
const packageNames = /^[^./]/

for (const { folder, entries } of packages()) {
  removeJavaScript(join(folder, 'dist'))
  const commands = entries.filter((entry) => entry === 'bin')
  await bundle(
    folder,
    entries.filter((entry) => entry !== 'bin'),
    { external: [packageNames] },
  )
  // A command starts in half the time when it is one bundle.
  if (commands.length > 0) await bundle(folder, commands, { external: [packageNames], noExternal: [bundled] })
}

async function bundle(
  folder: string,
  entries: readonly string[],
  dependencies: Pick<Options, 'external' | 'noExternal'>,
): Promise<void> {
  await build({
    entry: Object.fromEntries(entries.map((entry) => [entry, join(folder, 'src', `${entry}.ts`)])),
    outDir: join(folder, 'dist'),
    format: ['esm'],
    target: 'node22',
    platform: 'node',
    splitting: true,
    clean: false,
    dts: false,
    silent: true,
    config: false,
    tsconfig: join(folder, 'tsconfig.json'),
    ...dependencies,
  })
}

/** The names of chunks change with their contents, so old ones would stay for ever. */
function removeJavaScript(dist: string): void {
  for (const name of readdirSync(dist)) if (name.endsWith('.js')) rmSync(join(dist, name))
}
