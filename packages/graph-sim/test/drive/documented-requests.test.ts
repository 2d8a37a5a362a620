import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())
const drive = '/me/drive'

async function write(path: string, content: string): Promise<string> {
  const { json } = await client.put(`${drive}/root:/${path}:/content`, content)
  return json['id'] as string
}

async function names(path: string): Promise<readonly string[]> {
  const rows = await client.all(`${drive}/root:/${path}:/children`)
  return rows.map(({ name }) => name as string).toSorted()
}

describe('copies', () => {
  it('leave the folder itself out with childrenOnly, which is for folders', async () => {
    const file = await write('Plans/one.txt', '1')
    await write('Plans/Deep/two.txt', '2')
    await write('Target/here.txt', '0')
    const [{ json: plans }, { json: target }] = [
      await client.get(`${drive}/root:/Plans`),
      await client.get(`${drive}/root:/Target`),
    ]
    const body = { parentReference: { id: target['id'] }, childrenOnly: true }
    const copied = await client.post(`${drive}/items/${plans['id']}/copy`, body)
    expect(copied.status).toBe(202)
    expect(await names('Target')).toEqual(['Deep', 'here.txt', 'one.txt'])
    expect(await names('Target/Deep')).toEqual(['two.txt'])
    expect((await client.post(`${drive}/items/${file}/copy`, body)).status).toBe(400)
  })

  it('take former versions along with includeAllVersionHistory only', async () => {
    const file = await write('Versions/many.txt', 'first')
    await client.put(`${drive}/items/${file}/content`, 'second')
    const copy = (name: string, includeAllVersionHistory: boolean): Promise<unknown> =>
      client.post(`${drive}/items/${file}/copy`, { name, includeAllVersionHistory })
    await copy('all.txt', true)
    await copy('latest.txt', false)
    const versions = async (name: string): Promise<unknown> =>
      (await client.all(`${drive}/root:/Versions/${name}:/versions`)).map(({ id }) => id)
    expect(await versions('all.txt')).toEqual(['2.0', '1.0'])
    expect(await versions('latest.txt')).toEqual(['1.0'])
  })
})

describe('uploads', () => {
  it('cut files of less than 320 KiB anywhere', async () => {
    const { json } = await client.post(`${drive}/root:/small.dat:/createUploadSession`, {})
    const part = async (range: string, length: number): Promise<Response> =>
      client.tenant.fetch(json['uploadUrl'] as string, {
        method: 'PUT',
        headers: { 'content-range': `bytes ${range}/128` },
        body: new Uint8Array(length),
      })
    const first = await part('0-25', 26)
    expect(first.status).toBe(202)
    expect(await first.json()).toMatchObject({ nextExpectedRanges: ['26-'] })
    expect((await part('26-127', 102)).status).toBe(201)
  })
})

describe('changes', () => {
  it('since a moment take offsets of one digit', async () => {
    const { status, json } = await client.get(`${drive}/root/delta?token=2021-09-29T12%3A00%3A00%2B8%3A00`)
    expect(status).toBe(200)
    expect(json['value']).not.toHaveLength(0)
  })
})

describe('invitations', () => {
  it('may end at any time, even before now, and are then void', async () => {
    const { status, json } = await client.post(`${drive}/items/${await write('shared.txt', 'x')}/invite`, {
      recipients: [{ email: 'somebody@fabrikam.example' }],
      requireSignIn: true,
      sendInvitation: true,
      roles: ['write'],
      password: 'password123',
      expirationDateTime: '2018-07-15T14:00:00.000Z',
    })
    expect(status).toBe(200)
    expect(json['value']?.[0]?.['expirationDateTime']).toBe('2018-07-15T14:00:00Z')
  })
})
