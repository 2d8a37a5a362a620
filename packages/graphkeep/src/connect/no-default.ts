/** Refuses a call that does not say whose data it is about. */
export function noDefault(connection: string): never {
  throw new TypeError(
    `With ${connection}, every call has to name its scope: keep.call(name, input, { scope })`,
  )
}
