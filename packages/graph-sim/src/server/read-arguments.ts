import { parseArgs } from 'node:util'
import type { TenantOptions } from '../tenant/tenant.ts'

/** How to call the command. */
export const usage = `Usage: graph-sim serve [options]

Serves an offline Microsoft Graph on 127.0.0.1, prints its address, its people and a token, and shows the tenant to
browsers on this machine.

Where it listens
  --port NUMBER             the port; a free one by default
  --host ADDRESS            the address; 127.0.0.1 by default
  --tls-key FILE            serves HTTPS, with this key
  --tls-cert FILE           and this certificate, both as PEM
  --no-explorer             no page at /, and no answers kept for it

What is in the tenant
  --seed NUMBER             the same number makes the same tenant; 1 by default
  --people NUMBER           people; 25 by default
  --messages NUMBER         messages of the main user; 3,000 by default
  --shared-mailboxes NUMBER mailboxes that several people open; 2 by default
  --guests NUMBER           people from outside; 2 by default
  --mail PATH               imports a folder of .eml files, or an mbox file, into the inbox
  --json FILE               imports what was saved of Graph as JSON; a file of a drive may have a
                            "path" beside FILE instead of its contentBytes
  --faults FILE             orders the faults of a JSON file: a list of rules

Keeping it
  --load FILE               begins with the tenant of a snapshot instead of a new one
  --save-on-exit FILE       writes a snapshot when it is ended with Ctrl+C

  --help                    prints this`

/** What the command was asked for. */
export interface Arguments {
  readonly port: number
  readonly host: string
  readonly tls: { readonly key: string; readonly cert: string } | undefined
  readonly explorer: boolean
  readonly tenant: TenantOptions
  readonly mail: string | undefined
  readonly json: string | undefined
  readonly faults: string | undefined
  readonly load: string | undefined
  readonly save: string | undefined
}

/** The arguments of a call, or why they make no sense; `help` when the usage is asked for. */
export type ReadArguments =
  | { readonly kind: 'serve'; readonly wanted: Arguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string }

const text = { type: 'string' } as const
const options = {
  port: text,
  host: text,
  'tls-key': text,
  'tls-cert': text,
  'no-explorer': { type: 'boolean' },
  seed: text,
  people: text,
  messages: text,
  'shared-mailboxes': text,
  guests: text,
  mail: text,
  json: text,
  faults: text,
  load: text,
  'save-on-exit': text,
  help: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values']

/** Reads the arguments of a call. */
export function readArguments(args: readonly string[]): ReadArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (values.help === true) return { kind: 'help' }
    if (positionals.length === 0) return wrong('Say what to do: graph-sim serve')
    if (positionals.join(' ') !== 'serve')
      return wrong(`There is no command "${positionals.join(' ')}", only "serve"`)
    return { kind: 'serve', wanted: argumentsIn(values) }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(reason: string): ReadArguments {
  return { kind: 'wrong', reason }
}

/** What a new tenant is made from; none of it goes with a snapshot. */
const amounts = {
  seed: 'seed',
  people: 'people',
  messages: 'messages',
  'shared-mailboxes': 'sharedMailboxes',
  guests: 'guests',
} as const

function argumentsIn(values: Values): Arguments {
  const { 'tls-key': key, 'tls-cert': cert, load } = values
  if ((key === undefined) !== (cert === undefined))
    throw new RangeError('--tls-key and --tls-cert go together')
  const made = Object.entries(amounts).flatMap(([option, name]) => {
    const given = values[option as keyof typeof amounts]
    return given === undefined ? [] : [[name, wholeNumber(option, given, option === 'people' ? 2 : 0)]]
  })
  if (load !== undefined && made.length > 0)
    throw new RangeError(
      `--load brings its own tenant: leave out ${made.map(([name]) => `--${name}`).join(', ')}`,
    )
  const port = wholeNumber('port', values.port ?? '0', 0)
  if (port > 65_535) throw new RangeError('--port takes a number up to 65535')
  return {
    port,
    host: values.host ?? '127.0.0.1',
    tls: key === undefined || cert === undefined ? undefined : { key, cert },
    explorer: values['no-explorer'] !== true,
    tenant: Object.fromEntries(made),
    mail: values.mail,
    json: values.json,
    faults: values.faults,
    load,
    save: values['save-on-exit'],
  }
}

function wholeNumber(option: string, given: string, least: number): number {
  const number = Number(given)
  if (given.trim() === '' || !Number.isInteger(number) || number < least)
    throw new RangeError(`--${option} takes a whole number of at least ${least}, not "${given}"`)
  return number
}
