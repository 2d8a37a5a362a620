import { once } from 'node:events'

import { bearer, createGraphkeep } from '../../src/index.ts'

const { folder, key, mail, times, connection } = JSON.parse(process.argv[2] ?? '')
const place = { folder, key: Buffer.from(key, 'hex') }
await using keep = await createGraphkeep({ connect: bearer(connection), ...place })
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const calls = Array.from({ length: times }, () => keep.call('email_send', mail))
const ids = (await Promise.all(calls)).map(({ output }) => (output as { id: string }).id)
process.stdout.write(`${JSON.stringify(ids)}\n`)
process.stdin.destroy()
