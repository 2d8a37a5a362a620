import { windowsZones } from './windows-zones.ts'
import { toLocal } from './zone.ts'
import { zoneTitles } from './zone-titles.ts'

/** A zone that can be chosen, and how it is shown. */
export interface ZoneName {
  readonly alias: string
  readonly displayName: string
}

/** The zones of Windows, from west to east, each with its offset in standard time. */
export function windowsZoneNames(): readonly ZoneName[] {
  return Object.keys(windowsZones).map((alias) => ({
    alias,
    displayName: `(UTC${alias === 'UTC' ? '' : offsetOf(alias)}) ${zoneTitles[alias] ?? alias}`,
  }))
}

/** The zones of the IANA database, which are shown by their names. */
export function ianaZoneNames(): readonly ZoneName[] {
  const names = new Set([...Object.values(windowsZones), ...Intl.supportedValuesOf('timeZone')])
  return [...names].map((alias) => ({ alias, displayName: alias }))
}

/** How far a zone is ahead of UTC outside daylight saving time, e.g. `+01:00`. */
function offsetOf(zone: string): string {
  const minutes = Math.min(
    ...[0, 6].map((month) => {
      const instant = Date.UTC(2026, month, 15)
      return Math.round((Date.parse(`${toLocal(instant, zone)}Z`) - instant) / 60_000)
    }),
  )
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}
