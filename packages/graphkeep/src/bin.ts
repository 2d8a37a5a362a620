#!/usr/bin/env node
import { refuseOldNode } from './command/node-version.ts'

refuseOldNode(process.versions.node)
// Loaded only now: the database's driver crashes on an old Node instead of refusing it.
const { main } = await import('./command/main.ts')
process.exitCode = await main(process.argv.slice(2))
