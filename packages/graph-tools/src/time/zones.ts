const formats = new Map<string, Intl.DateTimeFormat>()

/** Says whether a name is one of the IANA time zones, e.g. `Europe/Oslo`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    return formatFor(name) !== undefined
  } catch {
    return false
  }
}

/** Writes an instant as local time of a zone with its offset, e.g. `2026-11-21T09:00:00+01:00`. */
export function isoInZone(instant: number, zone: string): string {
  const offset = offsetMinutes(instant, zone)
  const local = new Date(instant + offset * 60_000).toISOString().slice(0, 19)
  if (offset === 0) return `${local}Z`
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `${local}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`
}

/**
 * Returns the instant of a local time, e.g. `2026-11-21T09:00`, in a zone. Of two such instants, when clocks are turned
 * back, it is the first; a time that does not exist, when they are turned forward, is moved forward with them.
 */
export function instantOf(local: string, zone: string): number {
  const asUtc = Date.parse(`${local}Z`)
  const before = asUtc - offsetMinutes(asUtc - 86_400_000, zone) * 60_000
  const after = asUtc - offsetMinutes(asUtc + 86_400_000, zone) * 60_000
  const fits = [before, after].filter((instant) => asUtc - instant === offsetMinutes(instant, zone) * 60_000)
  return fits.length > 0 ? Math.min(...fits) : before
}

function offsetMinutes(instant: number, zone: string): number {
  const name =
    formatFor(zone)
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes = '0'] = /GMT(?:([+-])(\d\d?)(?::?(\d\d))?)?/.exec(name) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  return format
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
