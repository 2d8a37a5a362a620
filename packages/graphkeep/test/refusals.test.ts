import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { simulated } from '../src/connect/simulated.ts'
import { createGraphkeep } from '../src/create-graphkeep.ts'
import { runCommand } from './support/run-command.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const serve = ['serve', '--stdio', '--sim', '--folder']

describe('what Graphkeep cannot use, it refuses with the next step and leaves as it is', () => {
  it('a database that was made with another key', async () => {
    const folder = temporaryFolder()
    const keep = await createGraphkeep({ connect: simulated(), folder, key: randomBytes(32) })
    await keep.call('user_whoami')
    await keep.close()
    const before = hash(join(folder, 'graphkeep.db'))
    const { status, stderr } = await runCommand([...serve, folder], {
      GRAPHKEEP_KEY: randomBytes(32).toString('hex'),
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(/key/i)
    expect(stderr).toContain('ERR_DATABASE_REFUSED')
    expect(hash(join(folder, 'graphkeep.db'))).toBe(before)
  })

  it('a database of another program', async () => {
    const folder = temporaryFolder()
    const other = new DatabaseSync(join(folder, 'graphkeep.db'))
    other.exec('create table theirs (x); insert into theirs values (1)')
    other.close()
    const before = hash(join(folder, 'graphkeep.db'))
    const { status, stderr } = await runCommand([...serve, folder], {
      GRAPHKEEP_KEY: randomBytes(32).toString('hex'),
    })
    expect(status).toBe(1)
    expect(stderr).toContain('ERR_DATABASE_REFUSED')
    expect(hash(join(folder, 'graphkeep.db'))).toBe(before)
  })

  it('a folder that cannot be made, because a file stands in its place', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const { status, stderr } = await runCommand([...serve, join(folder, 'file', 'below')], {
      GRAPHKEEP_KEY: randomBytes(32).toString('hex'),
    })
    expect(status).toBe(1)
    expect(stderr).toContain('ERR_DATABASE_REFUSED')
    expect(stderr).toMatch(/folder|written/i)
  })

  it('no key in the environment and no keyring', async () => {
    const { status, stderr } = await runCommand([...serve, temporaryFolder()], {
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    })
    expect(status).toBe(1)
    expect(stderr).toContain('ERR_KEY_UNAVAILABLE')
    expect(stderr).toContain('GRAPHKEEP_KEY')
    expect(stderr).toMatch(/key file/)
  })

  it('a key that is none, without repeating it', async () => {
    const { status, stderr } = await runCommand([...serve, temporaryFolder()], {
      GRAPHKEEP_KEY: 'hunter2-canary',
    })
    expect(status).toBe(1)
    expect(stderr).toContain('GRAPHKEEP_KEY')
    expect(stderr).not.toContain('hunter2')
  })
})

function hash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
