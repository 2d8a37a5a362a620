import type { Scope } from '../scope.ts'

/** Characters that mean something in a pattern of some query language. */
export const wildcards: readonly string[] = [
  '%',
  '_',
  '*',
  '?',
  '[a]',
  '\\',
  '^',
  '$',
  '.',
  "'",
  '"',
  '{a}',
  '|',
]

/** Names that a careless backend takes for one another, or for something else than text. */
export const awkwardNames: readonly string[] = [
  ...['a', 'A', 'a ', ' a', 'aa', 'a/b', 'a:b', 'a\nb', 'a\tb', 'a,b', 'a;b', 'a#b', 'a+b', 'a%20b', 'a b'],
  ...wildcards.map((character) => `a${character}b`),
  ...['\u00e9', 'e\u0301', '\u{1f4e7}', '\u4fe1', '\u0130', 'i', 'I', '\u00df', 'ss'],
  ...['__proto__', 'constructor', 'null', 'undefined', '0', '00', '-1', 'x'.repeat(500), 'x'.repeat(501)],
]

/** Scopes that look like one another once their halves are joined, folded or taken for a pattern. */
export const similarScopes: readonly Scope[] = [
  { tenant: 'a/b', account: 'c' },
  { tenant: 'a', account: 'b/c' },
  { tenant: 'a%2Fb', account: 'c' },
  { tenant: 'a:b', account: 'c' },
  { tenant: 'a', account: 'b:c' },
  { tenant: 'a', account: 'c' },
  { tenant: 'A', account: 'c' },
  { tenant: 'a', account: 'C' },
  { tenant: 'c', account: 'a' },
  { tenant: 'a ', account: 'c' },
  { tenant: 'ac', account: 'c' },
  { tenant: 'a', account: 'cc' },
  { tenant: '%', account: '%' },
  { tenant: '*', account: '*' },
  { tenant: '_', account: '_' },
  { tenant: '\u00e9', account: 'c' },
  { tenant: 'e\u0301', account: 'c' },
  { tenant: '__proto__', account: '__proto__' },
]
