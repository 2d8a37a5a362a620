import { randomUUID } from 'node:crypto'

import { isGraphkeepError } from '@graphkeep/core'
import type { Graphkeep, UsersConnection } from 'graphkeep'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'

/** What `email_list` answers, as far as it is shown here. */
interface Mails {
  readonly messages: readonly { readonly id: string; readonly untrusted: { readonly subject?: string } }[]
}

/** Makes the app: its users connect accounts, read mail, and disconnect. */
export function createApp(keep: Graphkeep<UsersConnection>): Hono<{ Variables: { user: string } }> {
  const { connections } = keep.connection
  const app = new Hono<{ Variables: { user: string } }>()

  // Each browser is a user here. Put your own sign-in in its place.
  app.use(async (c, next) => {
    const user = getCookie(c, 'user') ?? randomUUID()
    setCookie(c, 'user', user, { httpOnly: true, sameSite: 'Lax', secure: true, path: '/' })
    c.set('user', user)
    await next()
  })

  app.get('/', async (c) => {
    const all = await connections.list(c.var.user)
    const rows = all.map(
      ({ id, account, name }) => html`<li>
        <a href="/mail/${id}">${name ?? account}</a> (${account})
        <form method="post" action="/disconnect/${id}"><button>Disconnect</button></form>
      </li>`,
    )
    return c.html(html`<ul>${rows}</ul><form method="post" action="/connect"><button>Connect</button></form>`)
  })

  app.post('/connect', async (c) => c.redirect(await connections.begin(c.var.user), 303))

  app.get('/connected', async (c) => {
    await connections.complete(c.var.user, c.req.url)
    return c.redirect('/', 303)
  })

  app.get('/mail/:id', async (c) => {
    // The scope comes from what this user has connected, never from the request.
    const connection = await connections.get(c.var.user, c.req.param('id'))
    if (!connection) return c.notFound()
    const { output } = await keep.call('email_list', { top: 5 }, { scope: connection.scope })
    const rows = (output as Mails).messages.map(({ untrusted }) => html`<li>${untrusted.subject}</li>`)
    return c.html(html`<h1>${connection.account}</h1><ol>${rows}</ol>`)
  })

  app.post('/disconnect/:id', async (c) => {
    if (!(await connections.disconnect(c.var.user, c.req.param('id')))) return c.notFound()
    return c.redirect('/', 303)
  })

  app.onError((error, c) => {
    if (!isGraphkeepError(error)) throw error
    return c.html(html`<p>${error.message}</p><a href="/">Back</a>`, 400)
  })

  return app
}
