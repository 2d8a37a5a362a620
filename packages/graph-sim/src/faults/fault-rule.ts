/** What goes wrong, and for which requests. */
export interface FaultRule {
  /** Requests that the rule is for; without any member it is for all. */
  readonly match?: FaultMatch
  /** How many requests it is for; without it, all that match. */
  readonly times?: number
  readonly action: FaultAction
}

/** Which requests a rule is for: all members have to hold. */
export interface FaultMatch {
  readonly method?: string
  /** A text in the path and query after the host, or an expression that matches it. */
  readonly path?: string | RegExp
}

/** What happens to a request. */
export type FaultAction =
  /** It is answered with a status, and has no effect. */
  | {
      readonly kind: 'status'
      readonly status: number
      /** A JSON body; without it, Graph's error shape with the status' name as its code. */
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string>>
      /** In seconds. */
      readonly retryAfter?: number
    }
  /** It is throttled with the gateway's 429 (Graph rule 32); seconds, or `undefined` for no `Retry-After`. */
  | { readonly kind: 'throttle'; readonly retryAfter?: number }
  /** It is answered properly, but `ms` real milliseconds late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection breaks before anything happens: `fetch` rejects with a `TypeError`. */
  | { readonly kind: 'reset' }
  /** It takes effect, but the body breaks off in the middle. */
  | { readonly kind: 'truncate' }
  /** It is answered with an HTML page and status 200, as a proxy in between would; it has no effect. */
  | { readonly kind: 'html' }
  /** It takes effect, but is answered with this status, e.g. 504. */
  | { readonly kind: 'afterwards'; readonly status: number }

/** The faults that were ordered. */
export interface Faults {
  /** Orders a fault; earlier rules are looked at first. */
  add(rule: FaultRule): void
  /** Forgets all of them. */
  clear(): void
}

/** The faults of a tenant, as the gateway uses them. */
export interface FaultPlan extends Faults {
  /** The action for a request, which counts as one of the rule's times. */
  take(method: string, path: string): FaultAction | undefined
}

/** Creates a plan without faults. */
export function createFaultPlan(): FaultPlan {
  let rules: { readonly rule: FaultRule; left: number }[] = []
  return {
    add(rule) {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      rules = []
    },
    take(method, path) {
      const found = rules.find(({ rule, left }) => left > 0 && matches(rule.match, method, path))
      if (found === undefined) return undefined
      found.left--
      return found.rule.action
    },
  }
}

function matches(match: FaultMatch | undefined, method: string, path: string): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false
  if (match?.path === undefined) return true
  return typeof match.path === 'string' ? path.includes(match.path) : new RegExp(match.path).test(path)
}
