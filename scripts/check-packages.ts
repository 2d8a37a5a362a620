import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Package, packages, root } from './packages.ts'

const pnpm = ['npx', '-y', 'pnpm@12'] as const
const folder = mkdtempSync(join(tmpdir(), 'graphkeep-pack-'))
try {
  const packed = packages().map((each) => ({ ...each, tarball: pack(each) }))
  for (const { name, tarball } of packed) {
    console.log(`${name}`)
    run(root, 'publint', 'run', tarball, '--strict')
    run(root, 'attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--quiet')
  }
  importAll(packed)
} finally {
  rmSync(folder, { recursive: true })
}

function pack({ folder: source, name }: Package): string {
  const out = run(source, ...pnpm, 'pack', '--json', '--pack-destination', folder)
  const [, file] = /"filename":\s*"([^"]+)"/.exec(out) ?? []
  if (!file) throw new Error(`pnpm pack did not say which file it made of ${name}`)
  return file
}

/** Installs every tarball into an empty project, and imports every entry there as a user would. */
function importAll(packed: readonly (Package & { tarball: string })[]): void {
  const project = mkdtempSync(join(folder, 'project-'))
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const manifest = {
    name: 'empty-project',
    private: true,
    type: 'module',
    dependencies: tarballs,
    overrides: tarballs,
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error')
  for (const specifier of packed.flatMap(({ specifiers }) => specifiers)) {
    const script = `const names = Object.keys(await import('${specifier}')); if (names.length === 0) throw new Error('empty')`
    run(project, process.execPath, '--input-type=module', '--eval', script)
    console.log(`imported ${specifier} from its tarball`)
  }
  const page = `const { createTenant, serve } = await import('@graphkeep/graph-sim')
const server = await serve(createTenant({ messages: 1, events: 0, contacts: 0, files: 0 }), { explorer: true })
const text = await (await fetch(server.url)).text()
await server.close()
if (!text.includes('<title>graph-sim</title>') || !text.includes('EventSource')) throw new Error('no page')`
  run(project, process.execPath, '--input-type=module', '--eval', page)
  console.log('opened the explorer of graph-sim from its tarball')
  const command = join(project, 'node_modules/.bin/graphkeep')
  console.log(`ran graphkeep ${run(project, process.execPath, command, '--version').trim()} from its tarball`)
}

function run(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}
