import { TinyColor } from '@ctrl/tinycolor'

/** Red, green and blue from 0 to 255, and how opaque the colour is, from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number]

/** Reads a colour as CSS or an old attribute writes it; `undefined` for what is none. */
export function colorOf(value: string): Color | undefined {
  const color = new TinyColor(value)
  return color.isValid ? [color.r, color.g, color.b, color.a] : undefined
}

/** Says how well one colour shows on another: from 1, not at all, to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Color, other: Color): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Returns what is seen of a colour that lies upon another one. */
export function upon([red, green, blue, alpha]: Color, below: Color): Color {
  const mix = (top: number, bottom: number) => top * alpha + bottom * (1 - alpha)
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1]
}

function luminance([red, green, blue]: Color): number {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
