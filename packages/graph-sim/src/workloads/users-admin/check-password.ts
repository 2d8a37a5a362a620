import { refuse } from '../../errors/graph-problem.ts'
import { directoryRefusal } from './directory-problems.ts'

/** A password as it is checked. */
export interface PasswordCheck {
  readonly password: string
  /** The part of the sign-in name before `@`, which a password must not hold. */
  readonly alias: string
  /** The user's `passwordPolicies`; `DisableStrongPassword` lets simple ones through. */
  readonly policies: string
}

/** Refuses passwords that are not of 8 to 256 characters from three of the four kinds (Graph rule 38). */
export function checkPassword({ password, alias, policies }: PasswordCheck): void {
  const simple = /\bDisableStrongPassword\b/i.test(policies)
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  const fits = password.length >= 8 && password.length <= 256 && (simple || kinds >= 3)
  const namesUser = alias !== '' && password.toLowerCase().includes(alias.toLowerCase())
  if (fits && !namesUser) return
  refuse(
    directoryRefusal(
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    ),
  )
}
