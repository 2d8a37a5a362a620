import { describe, expect, it } from 'vitest'
import { routingTable } from '../../src/routing/routing-table.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const tenant = smallTenant()
const other = tenant.users.find(({ id }) => id !== tenant.me.id)
const withScopes = (...scopes: string[]) => clientOf(tenant, tenant.token({ scopes }))

describe('permissions', () => {
  it.each([
    [
      'GET',
      '/me/messages',
      'Files.Read',
      'ErrorAccessDenied',
      'Access is denied. Check credentials and try again.',
    ],
    [
      'GET',
      '/me/events',
      'Mail.Read',
      'ErrorAccessDenied',
      'Access is denied. Check credentials and try again.',
    ],
    [
      'POST',
      '/me/sendMail',
      'Mail.ReadWrite',
      'ErrorAccessDenied',
      'Access is denied. Check credentials and try again.',
    ],
    [
      'PATCH',
      '/me/mailFolders/inbox',
      'Mail.Read',
      'ErrorAccessDenied',
      'Access is denied. Check credentials and try again.',
    ],
    [
      'GET',
      '/users',
      'User.Read',
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    ],
    ['GET', '/me/drive/root', 'Mail.Read', 'accessDenied', 'Access denied'],
  ])('%s %s with %s is refused in the words of its workload', async (method, path, scope, code, message) => {
    const client = withScopes(scope)
    const { status, json } =
      method === 'GET'
        ? await client.get(path)
        : method === 'POST'
          ? await client.post(path, {})
          : await client.patch(path, {})
    expect(status).toBe(403)
    expect(json['error']).toMatchObject({ code, message })
  })

  it('to somebody else’s mailbox are those for shared ones', async () => {
    const path = `/users/${other?.id}/messages?$top=1`
    expect((await withScopes('Mail.Read').get(path)).status).toBe(403)
    expect((await withScopes('Mail.Read.Shared').get(path)).status).toBe(200)
  })

  it('of an app are its roles, for every mailbox', async () => {
    const reader = clientOf(tenant, tenant.token({ roles: ['Mail.Read'] }))
    expect((await reader.get(`/users/${other?.id}/messages?$top=1`)).status).toBe(200)
    expect((await reader.get(`/users/${other?.id}/events?$top=1`)).status).toBe(403)
    expect((await reader.get('/users')).status).toBe(403)
  })

  it('of Mail.ReadBasic keep bodies back', async () => {
    const client = withScopes('Mail.ReadBasic')
    const { json } = await client.get('/me/messages?$top=1')
    const [message] = json['value'] ?? []
    expect(message).toHaveProperty('subject')
    expect(message).not.toHaveProperty('body')
    expect(message).not.toHaveProperty('bodyPreview')
    expect((await client.get(`/me/messages/${message?.['id']}/attachments`)).status).toBe(403)
  })

  it('are named by every route, the least privileged first and each once', () => {
    for (const { permissions } of routingTable) {
      expect(permissions.delegated.length + permissions.application.length).toBeGreaterThan(0)
      for (const list of Object.values(permissions)) expect(new Set(list).size).toBe(list.length)
    }
  })
})
