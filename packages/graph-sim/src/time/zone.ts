import { windowsZones } from './windows-zones.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const quarterHour = 900_000

/** Whether a name is one of Windows or of the IANA database. */
export function isKnownZone(name: string): boolean {
  return formatOf(name) !== undefined
}

/** Reads a local time such as `2026-03-29T02:30:00` in a zone, as milliseconds; `NaN` when it is no time. */
export function toInstant(local: string, zone: string): number {
  const wall = Date.parse(`${local.slice(0, 19)}${local.length === 10 ? 'T00:00:00' : ''}Z`)
  if (Number.isNaN(wall)) return Number.NaN
  const guess = wall - offsetAt(wall, zone)
  return wall - offsetAt(guess, zone)
}

/** Writes an instant as the local time of a zone, in whole seconds and without an offset. */
export function toLocal(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 19)
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds; unknown zones count as UTC. */
function offsetAt(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  const quarter = Math.floor(instant / quarterHour)
  const key = `${zone}|${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = computeOffset(quarter * quarterHour, zone)
  if (offsets.size > 50_000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function computeOffset(instant: number, zone: string): number {
  const parts = formatOf(zone)?.formatToParts(instant)
  const name = parts?.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -size : size
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const timeZone = Object.hasOwn(windowsZones, zone) ? windowsZones[zone] : zone
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: timeZone ?? zone,
      timeZoneName: 'longOffset',
    })
    formats.set(zone, format)
    return format
  } catch {
    return undefined
  }
}
