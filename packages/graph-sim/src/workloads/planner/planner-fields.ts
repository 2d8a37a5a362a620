import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { type HintPlace, resolveOrderHint } from './order-hint.ts'
import { invalidField } from './planner-problems.ts'

/** A required text; refuses an empty one and one of more than 255 characters. */
export function requiredText(value: unknown, { entity, field }: HintPlace): string {
  if (typeof value !== 'string' || value.trim() === '')
    return refuse(invalidField(entity, field, 'A non-empty value is required.'))
  if (value.length > 255) refuse(invalidField(entity, field, 'The value is longer than 255 characters.'))
  return value
}

/** The categories of a change on top of those that are set: `true` sets one, anything else takes it away. */
export function appliedCategories(change: unknown, present: unknown): Readonly<Record<string, true>> {
  const merged: Record<string, true> = { ...(present as Record<string, true> | undefined) }
  for (const [name, value] of Object.entries((change ?? {}) as JsonObject)) {
    requireCategory('Task', 'AppliedCategories', name)
    if (value === true) merged[name] = true
    else delete merged[name]
  }
  return merged
}

/** Refuses a category other than the 25 that a plan has. */
export function requireCategory(entity: string, field: string, name: string): void {
  const number = Number(/^category([1-9]\d?)$/.exec(name)?.[1] ?? 0)
  if (number < 1 || number > 25) refuse(invalidField(entity, field, `'${name.slice(0, 40)}' is no category.`))
}

/** The members of a collection of named things, each an object of the type that it says, or `null` for one to go. */
export function namedThings(
  value: unknown,
  { entity, field, type }: HintPlace & { readonly type: string },
): readonly (readonly [string, JsonObject | null])[] {
  return Object.entries((value ?? {}) as JsonObject).map(([name, each]) => {
    if (each === null) return [name, null]
    const said = isObject(each) ? String(member(each, '@odata.type') ?? '').replace(/^#/, '') : ''
    if (!isObject(each) || said.toLowerCase() !== `microsoft.graph.${type}`.toLowerCase())
      refuse(
        invalidField(
          entity,
          field,
          `Each value has to be an object with '@odata.type' microsoft.graph.${type}.`,
        ),
      )
    return [name, each]
  })
}

/** The hint of a member, worked out; the one that is there when the request has none. */
export function hintOr(json: JsonObject, name: string, present: string, place: HintPlace): string {
  const wished = member(json, name)
  return wished === undefined ? present : resolveOrderHint(wished, place)
}
