import type { Mailbox } from '../outlook/mailbox.ts'
import { isNearly } from './is-nearly.ts'
import type { Person } from './person.ts'

/** The most that a search returns (Graph rule 7). */
const mostResults = 250

/**
 * Finds people whose names and address have words that begin with all those asked for, or nearly are those; after
 * `topic:` come words that the subject of mail with somebody has.
 */
export function searchPeople(people: readonly Person[], text: string, mailbox: Mailbox): readonly Person[] {
  const wanted = text.replaceAll('"', ' ').trim().toLowerCase()
  const [, names = '', topic] = /^(.*?)(?:\btopic:(.*))?$/s.exec(wanted) ?? []
  const about = topic === undefined ? undefined : addressesAbout(mailbox, wordsOf(topic))
  const words = wordsOf(names)
  return people
    .filter((person) => (about?.has(person.address.toLowerCase()) ?? true) && hasAll(person, words))
    .slice(0, mostResults)
}

function hasAll({ displayName, givenName, surname, address }: Person, words: readonly string[]): boolean {
  const own = [
    address.toLowerCase(),
    ...wordsOf([displayName, givenName, surname, address].join(' ').toLowerCase()),
  ]
  return words.every((word) => own.some((each) => each.startsWith(word) || isNearly(each, word)))
}

/** The addresses with which there is mail whose subject has all the words. */
function addressesAbout({ messages }: Mailbox, words: readonly string[]): ReadonlySet<string> {
  const about = messages.all.filter(({ subject, folder }) => {
    const own = wordsOf((subject ?? '').toLowerCase())
    return (
      folder.wellKnown !== 'junkemail' && words.every((word) => own.some((each) => each.startsWith(word)))
    )
  })
  const people = about.flatMap(({ from, toRecipients, ccRecipients }) => [
    ...(from === null ? [] : [from]),
    ...toRecipients,
    ...ccRecipients,
  ])
  return new Set(people.map(({ emailAddress }) => emailAddress.address.toLowerCase()))
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,:]+|(?<=@)/u).flatMap((word) => (word === '' ? [] : [word.replace(/@$/, '')]))
}
