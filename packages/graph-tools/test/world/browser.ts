/** What a person sees who opens an address and goes wherever they are sent. */
export async function browse(address: string, fetch: typeof globalThis.fetch): Promise<string> {
  const cookies = new Map<string, string>()
  let url = new URL(address)
  let form: URLSearchParams | undefined
  for (let steps = 0; steps < 12; steps++) {
    const answer = await visit(url, { form, cookies, fetch })
    const location = answer.headers.get('location')
    if (location !== null) {
      url = new URL(location, url)
      form = undefined
      continue
    }
    const text = await answer.text()
    const target = /<form[^>]* action="([^"]+)"/.exec(text)?.[1]
    if (target === undefined || url.protocol === 'http:') return text
    url = new URL(plain(target), url)
    form = new URLSearchParams(
      [...text.matchAll(/<input[^>]* name="([^"]*)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']): [string, string] => [name, plain(value)],
      ),
    )
  }
  throw new Error('The browser was sent round in circles')
}

interface Visit {
  readonly form: URLSearchParams | undefined
  readonly cookies: Map<string, string>
  readonly fetch: typeof globalThis.fetch
}

async function visit(url: URL, { form, cookies, fetch }: Visit): Promise<Response> {
  const isOurs = url.protocol === 'http:'
  const headers = {
    ...(!isOurs && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  const answer = await (isOurs ? globalThis.fetch : fetch)(url.href.replace('//localhost', '//127.0.0.1'), {
    method: form ? 'POST' : 'GET',
    headers,
    body: form ? String(form) : null,
    redirect: 'manual',
  })
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    cookies.set(name, value)
  }
  return answer
}

function plain(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
}
