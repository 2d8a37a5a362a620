import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Person } from './person.ts'

/** The most that a search returns (Graph rule 7). */
const mostResults = 250

/** Finds people whose names and address have words that begin with all those asked for. */
export function searchPeople(people: readonly Person[], text: string): readonly Person[] {
  const wanted = text.replaceAll('"', ' ').trim().toLowerCase()
  if (wanted.startsWith('topic:')) refuse(notSimulated('a $search of people by topic'))
  const words = wordsOf(wanted)
  return people.filter((person) => hasAll(person, words)).slice(0, mostResults)
}

function hasAll({ displayName, givenName, surname, address }: Person, words: readonly string[]): boolean {
  const own = [
    address.toLowerCase(),
    ...wordsOf([displayName, givenName, surname, address].join(' ').toLowerCase()),
  ]
  return words.every((word) => own.some((each) => each.startsWith(word)))
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,]+|(?<=@)/u).flatMap((word) => (word === '' ? [] : [word.replace(/@$/, '')]))
}
