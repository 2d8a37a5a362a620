import { mountMcp } from '../../src/mcp.ts'
import { mountOptions } from '../mount-options.ts'
import { createNotes } from '../notes.ts'
import { serverKinds } from '../server-kinds.ts'

const kind = serverKinds.find(({ name }) => name === process.argv[2])
if (!kind) throw new TypeError(`Say which kind: ${serverKinds.map(({ name }) => name).join(', ')}`)

const notes = createNotes()
await kind.serveStdio((server) => mountMcp(server, notes, mountOptions))
