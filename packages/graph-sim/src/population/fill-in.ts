import type { Random } from '../random/random.ts'
import { parts } from './phrases.ts'

/** What the words in braces of one conversation stand for. */
export interface Fillings {
  readonly project: string
  readonly customer: string
  /** Whom the writer addresses. */
  readonly name: string
  /** A third person. */
  readonly other: string
}

/** Fills in the words in braces; those that are no filling get a made-up value. */
export function fillIn(template: string, fillings: Fillings, random: Random): string {
  return template.replace(/\{(\w+)\}/g, (_, word: string) => {
    switch (word) {
      case 'project':
      case 'customer':
      case 'name':
      case 'other':
        return fillings[word]
      case 'part':
        return random.pick(parts)
      case 'week':
        return String(random.int(2, 51))
      case 'percent':
        return (random.int(3, 48) / 10).toFixed(1)
      case 'amount':
        return String(random.int(4, 460) * 50)
      case 'days':
        return String(random.int(3, 21))
      case 'letter':
        return random.pick(['A', 'B', 'C', 'D', 'E', 'F'])
      case 'version':
        return `${random.int(2, 6)}.${random.int(0, 14)}.${random.int(0, 9)}`
      default:
        return String(random.int(1100, 9800))
    }
  })
}
