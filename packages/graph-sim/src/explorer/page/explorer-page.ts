import { createHash } from 'node:crypto'
import { markup } from './markup.ts'
import { panelScript } from './panel-script.ts'
import { peopleScript } from './people-script.ts'
import { requestScript } from './request-script.ts'
import { style } from './style.ts'

const script = `'use strict'\n{\n${peopleScript}\n${requestScript}\n${panelScript}\n}`

/** The whole page: it asks for nothing but the data of its own server. */
export const explorerPage: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>graph-sim</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>${markup}<script>${script}</script></body>
</html>
`

/** The headers of the page: only its own script and style run, and only its own server is asked. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
