import { request } from 'node:https'

/** A `fetch` that trusts one certificate, and never follows a redirect. */
export function secureFetch(ca: string): typeof globalThis.fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers, body, signal } = init
      const sent = request(
        String(input),
        {
          ca,
          method,
          headers: Object.fromEntries(new Headers(headers)),
          agent: false,
          ...(signal && { signal }),
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const headers = new Headers()
            for (const [name, value] of Object.entries(answer.headersDistinct))
              for (const one of value ?? []) headers.append(name, one)
            const status = answer.statusCode ?? 0
            const text = [204, 304].includes(status) ? null : Buffer.concat(chunks)
            resolve(new Response(text, { status, headers }))
          })
        },
      )
      sent.on('error', (cause) => reject(new TypeError('fetch failed', { cause })))
      sent.end(body ? String(body) : undefined)
    })
}
