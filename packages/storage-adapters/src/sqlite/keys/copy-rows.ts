import { StoreUnavailable } from '@graphkeep/core'

import type { Connection } from '../driver.ts'

/**
 * Copies a plain database into an empty encrypted one, row by row, and compares every row of every table with its copy.
 *
 * @throws StoreUnavailable when the original is damaged or a row is not the same.
 */
export function copyRows(target: Connection, plainPath: string): void {
  target.pragma('auto_vacuum = INCREMENTAL')
  target.prepare("ATTACH ? AS plain KEY ''").run(plainPath)
  if (target.pragma('plain.quick_check', { simple: true }) !== 'ok') throw notWhole('is damaged')
  const objects = target
    .prepare<[], SchemaObject>('SELECT type, name, sql FROM plain.sqlite_schema WHERE sql IS NOT NULL')
    .all()
  const tables = objects.filter(({ type, name }) => type === 'table' && !name.startsWith('sqlite_'))
  target
    .transaction(() => {
      for (const { sql } of tables) target.exec(sql)
      for (const name of namesOf(target, tables))
        target.exec(`DELETE FROM main.${name}; INSERT INTO main.${name} SELECT * FROM plain.${name}`)
      for (const { sql } of objects.filter(({ type }) => type !== 'table')) target.exec(sql)
      for (const name of namesOf(target, tables)) compare(target, name)
    })
    .immediate()
  for (const pragma of ['application_id', 'user_version'])
    target.pragma(`main.${pragma} = ${target.pragma(`plain.${pragma}`, { simple: true })}`)
  target.exec('DETACH plain')
}

interface SchemaObject {
  readonly type: 'table' | 'index' | 'trigger' | 'view'
  readonly name: string
  readonly sql: string
}

/** SQLite makes the table of the numbers that were given out by itself, with the first table that has such numbers. */
function namesOf(target: Connection, tables: readonly SchemaObject[]): readonly string[] {
  const sequence = target.prepare("SELECT name FROM main.sqlite_schema WHERE name = 'sqlite_sequence'").get()
  const names = tables.map(({ name }) => `"${name}"`)
  return sequence ? [...names, 'sqlite_sequence'] : names
}

function compare(target: Connection, name: string): void {
  const columns = target.prepare<[], { name: string; pk: number }>(`PRAGMA main.table_info(${name})`).all()
  const keys = columns.filter(({ pk }) => pk > 0)
  const isSame = (list: readonly { name: string }[]) =>
    list.map((column) => `a."${column.name}" IS b."${column.name}"`).join(' AND ')
  const on = isSame(keys.length > 0 ? keys : columns)
  const count = (sql: string) => target.prepare<[], number>(`SELECT count(*) FROM ${sql}`).pluck().get()
  const same = count(`main.${name} AS a JOIN plain.${name} AS b ON ${on} WHERE ${isSame(columns)}`)
  if (same !== count(`main.${name}`) || same !== count(`plain.${name}`))
    throw notWhole('was not copied as it is')
}

function notWhole(what: string): StoreUnavailable {
  return new StoreUnavailable('sqlite', { cause: new Error(`The database that is not encrypted ${what}`) })
}
