import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Server, serve, type Tenant } from '../../src/index.ts'
import { clientOf, smallTenant } from '../graph-client.ts'
import { openBrowser } from './open-browser.ts'

const hostile = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>'

describe('the page of the explorer', () => {
  let browser: Browser
  let tenant: Tenant
  let server: Server
  const asked: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    tenant = smallTenant({ sharedMailboxes: 1, guests: 1 })
    server = await serve(tenant, { explorer: true })
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const open = async (options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage(options)
    page.on('request', (request) => asked.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      if (line.type() === 'error' && !/400|503/.test(line.text())) complaints.push(line.text())
    })
    await page.goto(server.url)
    await page.locator('#people li').first().waitFor()
    return page
  }
  const graph = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${server.url}/v1.0${path}`, {
      ...init,
      headers: { authorization: `Bearer ${tenant.token()}`, 'content-type': 'application/json' },
    })

  it('shows the people with the size of their mailboxes, and what a token of theirs may do', async () => {
    const page = await open()
    expect(await page.title()).toBe('graph-sim')
    await page.locator('#people .size', { hasText: '120' }).waitFor()
    expect(await page.locator('#people li').count()).toBe(8)
    await page.fill('#people-filter', 'customer sup')
    await page.locator('#people button').click()
    await page.locator('#person-title', { hasText: 'Customer Support' }).waitFor()
    expect(await page.textContent('#person-sizes')).toMatch(/^36 messages, 20 events, 8 contacts$/)
    await page.click('#person summary')
    expect(await page.locator('#permissions li', { hasText: 'Mail.ReadWrite' }).count()).toBeGreaterThan(0)
    await page.click('#make-token')
    await page.locator('#token:not([hidden])').waitFor()
    const token = await page.inputValue('#token')
    const answer = await fetch(`${server.url}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(await answer.json()).toMatchObject({ displayName: 'Customer Support' })
    await page.close()
  })

  it('shows requests as they come, with the parts of batches, and finds them by text', async () => {
    const page = await open()
    await graph('/me/mailFolders/inbox')
    await graph('/$batch', {
      method: 'POST',
      body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: '/me/contacts?$top=1' }] }),
    })
    await page.locator('#requests .part', { hasText: '/me/contacts' }).waitFor()
    await page.fill('#filter', 'get mailfolders 200')
    expect(await page.locator('#requests li').count()).toBe(1)
    await page.fill('#filter', 'nothing like it')
    expect(await page.locator('#requests li').count()).toBe(0)
    expect(await page.textContent('#requests-count')).toMatch(/^0 of /)
    await page.close()
  })

  it('shows what strangers have written as text, whatever it holds', async () => {
    const page = await open()
    await graph('/me/messages', { method: 'POST', body: JSON.stringify({ subject: hostile }) })
    await graph(`/me/messages?$search="${encodeURIComponent(hostile)}"`)
    await page.locator('#requests button', { hasText: 'POST/v1.0/me/messages' }).first().click()
    await page.locator('#answer pre').waitFor()
    expect(await page.textContent('#answer pre')).toContain('<img src=x onerror=')
    expect(await page.locator('main img, main script, #answer script').count()).toBe(0)
    expect(await page.title()).toBe('graph-sim')
    await page.close()
  })

  it('shows no token of a request', async () => {
    const page = await open()
    await graph('/me')
    await page.locator('#requests button').first().click()
    await page.locator('#answer h3').waitFor()
    expect(await page.textContent('body')).not.toMatch(/eyJ|Bearer/)
    await page.close()
  })

  it('orders faults and forgets them', async () => {
    const page = await open()
    await page.fill('#fault-path', '/me/contacts')
    await page.click('#fault button:not([type])')
    await page.locator('#faults li', { hasText: 'status 503 — /me/contacts (0 of 1 applied)' }).waitFor()
    expect((await graph('/me/contacts')).status).toBe(503)
    await page.locator('#requests .bad', { hasText: '503' }).waitFor()
    await page.fill('#fault-times', '-1')
    await page.click('#fault button:not([type])')
    await page.locator('#message', { hasText: 'times' }).waitFor()
    await page.click('#clear-faults')
    await page.locator('#faults li').waitFor({ state: 'detached' })
    expect(tenant.faults.list()).toEqual([])
    await page.close()
  })

  it('shows the clock and moves it', async () => {
    const page = await open()
    const before = tenant.clock.now()
    await page.click('[data-advance="3600000"]')
    const later = new Date(before + 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
    await page.locator('#now', { hasText: later }).waitFor()
    expect(tenant.clock.now()).toBe(before + 3_600_000)
    await page.close()
  })

  it('tries a request in the name of whoever is chosen', async () => {
    const page = await open()
    await page.locator('#people button', { hasText: 'Łukasz' }).click()
    await page.locator('#try-user', { hasText: 'lukasz.wojcik' }).waitFor()
    await page.selectOption('#try-method', 'POST')
    await page.fill('#try-path', '/me/contacts')
    await page.fill('#try-body', '{"givenName":"Tried"}')
    await page.click('#try button:not([type])')
    await page.locator('#answer pre', { hasText: '"givenName": "Tried"' }).waitFor()
    const lukasz = clientOf(tenant, tenant.token({ user: 'lukasz.wojcik@solvang.example' }))
    const names = (await lukasz.all('/me/contacts')).map((contact) => contact['givenName'])
    expect(names).toContain('Tried')
    await page.close()
  })

  it('can be used with the keyboard', async () => {
    const page = await open()
    await graph('/me')
    await graph('/me/calendar')
    await page.locator('#requests button', { hasText: '/me/calendar' }).first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('calendar')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#answer h3', { hasText: '/me/calendar' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#answer').waitFor({ state: 'hidden' })
    await page.close()
  })

  it.each([
    ['light', 1360],
    ['dark', 1360],
    ['light', 400],
  ] as const)('fits its window in the %s at %i pixels', async (colorScheme, width) => {
    const page = await open({ colorScheme, viewport: { width, height: 800 } })
    // As text, because it runs in the browser, which the types here do not know.
    const [content, window] = (await page.evaluate(
      '[document.documentElement.scrollWidth, innerWidth]',
    )) as readonly [number, number]
    expect(content).toBeLessThanOrEqual(window)
    const back = await page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(back).toBe(colorScheme === 'dark' ? 'rgb(18, 22, 28)' : 'rgb(246, 247, 249)')
    await page.close()
  })

  it('asks nobody but its own server, and nothing on it complains', () => {
    expect(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([])
    expect(complaints).toEqual([])
  })
}, 60_000)
