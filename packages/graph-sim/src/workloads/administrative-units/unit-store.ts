import type { Random } from '../../random/random.ts'
import type { User } from '../directory/user.ts'
import { type AdministrativeUnit, type UnitContent, unitOf } from './unit.ts'

/** The administrative units of a tenant and what is in them. */
export interface UnitStore {
  readonly all: readonly AdministrativeUnit[]
  find(id: string): AdministrativeUnit | undefined
  add(content: UnitContent): AdministrativeUnit
  change(unit: AdministrativeUnit, content: UnitContent): void
  remove(unit: AdministrativeUnit): void
  /** The ids of what is in a unit. */
  membersOf(unit: AdministrativeUnit): readonly string[]
  /** Puts something into a unit; returns whether it was new there. */
  addMember(unit: AdministrativeUnit, id: string): boolean
  /** Takes something out of a unit; returns whether it was there. */
  removeMember(unit: AdministrativeUnit, id: string): boolean
  /** The units that something is in. */
  unitsOf(id: string): readonly AdministrativeUnit[]
}

/** Creates the units of a tenant: one for each of the two cities where most people work. */
export function createUnitStore(random: Random, users: readonly User[]): UnitStore {
  let all: readonly AdministrativeUnit[] = []
  const members = new Map<string, Set<string>>()
  const membersOf = ({ id }: AdministrativeUnit): Set<string> => members.get(id) ?? new Set()

  const store: UnitStore = {
    get all() {
      return all
    },
    find: (id) => all.find((unit) => unit.id === id.toLowerCase()),
    add(content) {
      const unit = unitOf(random.guid(), content)
      all = [...all, unit]
      members.set(unit.id, new Set())
      return unit
    },
    change(unit, content) {
      all = all.map((each) => (each.id === unit.id ? { ...each, ...content } : each))
    },
    remove(unit) {
      all = all.filter(({ id }) => id !== unit.id)
      members.delete(unit.id)
    },
    membersOf: (unit) => [...membersOf(unit)],
    addMember(unit, id) {
      if (membersOf(unit).has(id)) return false
      membersOf(unit).add(id)
      return true
    },
    removeMember: (unit, id) => membersOf(unit).delete(id),
    unitsOf: (id) => all.filter((unit) => membersOf(unit).has(id)),
  }
  for (const city of largestCities(users)) {
    const unit = store.add({ displayName: `${city} Office`, description: `Everybody in ${city}` })
    for (const user of users) if (user.city === city) store.addMember(unit, user.id)
  }
  return store
}

function largestCities(users: readonly User[]): readonly string[] {
  const byCity = Map.groupBy(
    users.filter(({ city }) => city !== null),
    ({ city }) => city ?? '',
  )
  return [...byCity]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, 2)
    .map(([city]) => city)
}
