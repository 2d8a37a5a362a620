import { refuse } from '../../errors/graph-problem.ts'
import { invalidField } from './planner-problems.ts'

/** What a hint is for, so that a refusal can name it. */
export interface HintPlace {
  readonly entity: string
  readonly field: string
}

const lowest = 35
const highest = 126

/**
 * Works out the short hint that sorts where a client's hint says: `<previous> <next>!`, either of which may be empty
 * or such a hint itself. Refuses other forms, those that the service has given out among them.
 */
export function resolveOrderHint(hint: unknown, place: HintPlace): string {
  if (typeof hint !== 'string') return refuse(malformed(place))
  const stack: string[] = []
  let operand: string | undefined = ''
  for (const character of hint) {
    if (character === ' ') {
      if (operand !== undefined) stack.push(operand)
      operand = ''
    } else if (character === '!') {
      if (operand !== undefined) stack.push(operand)
      const next = stack.pop()
      const previous = stack.pop()
      if (next === undefined || previous === undefined) return refuse(malformed(place))
      stack.push(hintBetween(previous, next))
      operand = undefined
    } else {
      const code = character.charCodeAt(0)
      if (operand === undefined || code < 32 || code > highest) return refuse(malformed(place))
      operand += character
    }
  }
  const [value] = stack
  if (value === undefined || stack.length > 1 || operand !== undefined) return refuse(malformed(place))
  return value
}

/** A hint that sorts between two others; an empty one stands for the beginning or the end of the list. */
export function hintBetween(previous: string, next: string): string {
  if (next !== '' && previous >= next) return `${previous}${String.fromCharCode((lowest + highest) >> 1)}`
  let made = ''
  for (let i = 0; ; i++) {
    const low = i < previous.length ? previous.charCodeAt(i) : lowest
    const bounded = next !== '' && next.startsWith(made) && i < next.length
    const high = bounded ? next.charCodeAt(i) : highest + 1
    if (high - low > 1) return made + String.fromCharCode((low + high) >> 1)
    made += String.fromCharCode(low)
  }
}

function malformed({ entity, field }: HintPlace): ReturnType<typeof invalidField> {
  return invalidField(entity, field, 'An order hint has the form <previous> <next>!.')
}
