import type { KqlNode, KqlTerm } from './kql-syntax.ts'

/** Whether a query holds, when `test` says whether each of its terms does. */
export function evaluateKql(node: KqlNode, test: (term: KqlTerm) => boolean): boolean {
  switch (node.kind) {
    case 'everything':
      return true
    case 'and':
      return node.operands.every((operand) => evaluateKql(operand, test))
    case 'or':
      return node.operands.some((operand) => evaluateKql(operand, test))
    case 'not':
      return !evaluateKql(node.operand, test)
    case 'term':
      return test(node)
  }
}

/** The terms that a query looks for, those behind a NOT left out. */
export function termsOf(node: KqlNode): readonly KqlTerm[] {
  if (node.kind === 'term') return [node]
  return node.kind === 'and' || node.kind === 'or' ? node.operands.flatMap(termsOf) : []
}
