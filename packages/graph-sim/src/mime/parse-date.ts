const months: readonly string[] = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
]

/** The zones of RFC 5322 that have letters, in hours from UTC. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}

const form =
  /^(?:[^\s,]+\s*,\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d\d)(?:\s*:\s*(\d\d))?\s*([+-]\d{4}|[a-z]{1,4})?$/i

/** Reads the date of a mail header, old forms included, in milliseconds; `undefined` when it is none. */
export function parseMailDate(value: string): number | undefined {
  const plain = withoutComments(value).replace(/\s+/g, ' ').trim()
  const [, day, monthName = '', year = '', hour, minute, second = '0', zone = 'UT'] = form.exec(plain) ?? []
  const month = months.indexOf(monthName.toLowerCase())
  const offset = offsetOf(zone)
  if (month < 0 || offset === undefined) return undefined
  const at = Date.UTC(fullYear(year), month, Number(day), Number(hour), Number(minute), Number(second))
  const sound = new Date(at).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60
  return sound ? at - offset : undefined
}

function withoutComments(value: string): string {
  let text = value
  while (/\([^()]*\)/.test(text)) text = text.replace(/\([^()]*\)/g, ' ')
  return text
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length === 4) return year
  return text.length === 3 || year >= 50 ? 1900 + year : 2000 + year
}

function offsetOf(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? []
  if (sign === undefined) {
    const named = zones[zone.toLowerCase()]
    return named === undefined ? undefined : named * 3_600_000
  }
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -size : size
}
