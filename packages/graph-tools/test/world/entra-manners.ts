import type { IncomingMessage } from 'node:http'

import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'

import { deviceGrant, type ProviderWorld, people, tenant } from './identity-provider-configuration.ts'

type Middleware = (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>

/**
 * Lets oidc-provider speak as Entra does, where OpenID Connect has other names for the same: the short name of the device
 * grant, the interval as the library reads it, who it is outside of the token too, consent that is asked for by an error
 * of its own, an app's permissions and what was agreed to by `.default`, and claims that only a person can prove.
 */
export function asEntra(provider: Provider, world: ProviderWorld): Middleware {
  return async (ctx, next) => {
    world.requests.push(ctx.path)
    if (ctx.path.startsWith('/interaction/')) return decide(provider, world, ctx)
    if (ctx.path.endsWith('openid-configuration')) ctx.path = '/.well-known/openid-configuration'
    const asked =
      ctx.method === 'POST' && ctx.is('application/x-www-form-urlencoded') ? await formOf(ctx.req) : undefined
    const demanded = contextsIn(asked?.['claims'] ?? ctx.query['claims'])
    if (asked?.['grant_type'] === 'refresh_token') {
      const unproven = demanded.find((context) => !world.proven.has(context))
      if (unproven !== undefined) return demand(ctx, unproven)
    } else for (const context of demanded) world.proven.add(context)
    if (asked) Object.assign(ctx.req, { body: await translatedForm(provider, world, asked) })
    await next()
    ctx.body = translated(ctx.path, ctx.body, asked)
  }
}

/** The authentication contexts that claims ask for. */
function contextsIn(claims: unknown): readonly string[] {
  const { access_token } = JSON.parse(typeof claims === 'string' ? claims : '{}')
  return access_token?.acrs ? [access_token.acrs.value] : []
}

/** What Entra answers when nobody is there to prove more (error codes page, AADSTS50076). */
function demand(ctx: KoaContextWithOIDC, value: string): void {
  ctx.status = 400
  ctx.body = {
    error: 'interaction_required',
    suberror: 'basic_action',
    error_codes: [50_076],
    error_description: 'AADSTS50076: You must use multi-factor authentication.',
    claims: JSON.stringify({ access_token: { acrs: { essential: true, value } } }),
  }
}

async function decide(provider: Provider, world: ProviderWorld, ctx: KoaContextWithOIDC): Promise<void> {
  const { prompt } = await provider.interactionDetails(ctx.req, ctx.res)
  ctx.respond = false
  const agreed =
    prompt.name === 'consent'
      ? { consent: {} }
      : { login: { accountId: people[world.person].oid }, select_account: {} }
  const declined = {
    error: 'access_denied',
    error_description: 'AADSTS65004: User declined to consent to access the app.',
  }
  await provider.interactionFinished(ctx.req, ctx.res, world.declines ? declined : agreed)
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return Object.fromEntries(new URLSearchParams(text))
}

async function translatedForm(
  provider: Provider,
  world: ProviderWorld,
  form: Record<string, string>,
): Promise<Record<string, string>> {
  const { scope, ...rest } = form
  if (form['grant_type'] === 'client_credentials') return rest
  if (form['grant_type'] === 'device_code') return { ...form, grant_type: deviceGrant }
  if (form['grant_type'] === 'refresh_token') {
    // What was agreed to later counts for who is signed in already.
    const token = await provider.RefreshToken.find(form['refresh_token'] ?? '')
    if (token && !token.consumed) {
      const all = `openid profile offline_access ${world.consented.join(' ')}`
      const grant = await provider.Grant.find(token.grantId ?? '')
      grant?.addOIDCScope(all)
      await grant?.save()
      await Object.assign(token, { scope: all }).save()
      if (scope?.split(' ').includes('.default')) return { ...form, scope: all }
    }
  }
  return form
}

function translated(path: string, body: unknown, form: Record<string, string> | undefined): unknown {
  if (typeof body !== 'object' || body === null) return body
  if (path === '/devicecode' && 'user_code' in body) {
    const message = `Go to ${String(Reflect.get(body, 'verification_uri'))} and enter ${String(body.user_code)}`
    return { ...body, interval: 0.02, message }
  }
  if (path !== '/token') return body
  if ('access_token' in body && form?.['grant_type'] !== 'client_credentials') {
    const [, claims = ''] = String(Reflect.get(body, 'id_token')).split('.')
    const { oid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { oid: string }
    const info = { uid: oid, utid: tenant }
    return { ...body, client_info: Buffer.from(JSON.stringify(info)).toString('base64url') }
  }
  if ('error' in body && body.error === 'invalid_scope') {
    return {
      error: 'invalid_grant',
      suberror: 'consent_required',
      error_description: 'AADSTS65001: The user or administrator has not consented.',
    }
  }
  return body
}
