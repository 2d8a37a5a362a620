import { registerHooks } from 'node:module'

import { done, input, tell } from './parent.ts'

const { entry, hidden, open } = input<{ entry: string; hidden: readonly string[]; open?: string }>()
const resolved: string[] = []
registerHooks({
  resolve(specifier, context, next) {
    resolved.push(specifier)
    if (hidden.includes(specifier)) throw new Error(`Cannot find package '${specifier}'`)
    return next(specifier, context)
  },
})
const loaded = await import(`../../src/${entry}.ts`)
tell(JSON.stringify(resolved.filter((name) => !name.startsWith('.') && !name.startsWith('node:'))))
if (open !== undefined) {
  tell(await loaded.openSqlite({ path: open, key: new Uint8Array(32) }).then(() => 'opened', String))
}
done()
