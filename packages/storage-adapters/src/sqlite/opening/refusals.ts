import { type DatabaseProblem, DatabaseRefused, StoreUnavailable } from '@graphkeep/core'

import { isSqliteError } from '../driver.ts'

const advice: Record<DatabaseProblem, string> = {
  wrong_key:
    'was not written with this key or profile, or its beginning is damaged. Give the key it was made with, or move the file away to start anew',
  keys_lost:
    'was not written with this key itself, and the file <database>.key beside it, which holds its keys, is missing or damaged. Bring that file back, or move the database away to start anew',
  not_ours: 'is not a Graphkeep database and was left as it is. Choose another path, or move the file away',
  corrupt: 'is damaged. Once no process uses it any more, the next start sets the file aside',
  absent: 'does not exist',
  taken: 'would be written over what is there. Choose another path',
  plaintext: 'is not encrypted. Encrypt it with "graphkeep keys encrypt", or encryptDatabase of this package',
  newer_version: 'was made by a newer version of Graphkeep. Update Graphkeep, or choose another path',
  not_writable:
    'cannot be written. Give this user the right to write to the file and its folder, or choose another path',
  in_use: 'is used by another process. Stop that process first',
  full: 'cannot be opened because the disk is full. Make room and start again',
}

/** Makes the error for a database that is not opened; it says what to do. */
export function refused(problem: DatabaseProblem, path: string, cause?: unknown): DatabaseRefused {
  return new DatabaseRefused(problem, `The database ${path} ${advice[problem]}`, { cause })
}

/** Returns what to throw for whatever went wrong while opening: a refusal where the owner can do something about it. */
export function refusalOf(error: unknown, path: string): unknown {
  if (error instanceof DatabaseRefused) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (fullCodes.test(code)) return refused('full', path, error)
  if (notWritableCodes.test(code)) return refused('not_writable', path, error)
  return isSqliteError(error) ? new StoreUnavailable('sqlite', { cause: error }) : error
}

const fullCodes = /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/
const notWritableCodes =
  /^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR_(ACCESS|WRITE|LOCK|DELETE))|E(ACCES|PERM|ROFS|NOTDIR|ISDIR|NOENT|EXIST|NAMETOOLONG|LOOP)$)/
