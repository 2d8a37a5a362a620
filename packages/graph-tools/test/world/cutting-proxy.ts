import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a server on which connections break. */
export interface CuttingProxy extends AsyncDisposable {
  readonly url: string

  /** Lets everything break after so many more bytes, whichever way they go, then again after the next, and so on. */
  cut(...afterBytes: readonly number[]): void

  /** How often it has broken. */
  readonly cuts: () => number
}

/** Opens a line to a server on this machine. */
export async function cuttingProxy(upstream: string): Promise<CuttingProxy> {
  const { port } = new URL(upstream)
  const open = new Set<Socket>()
  const orders: number[] = []
  let left = Number.POSITIVE_INFINITY
  let cuts = 0

  function cutAll(): void {
    cuts++
    left = orders.shift() ?? Number.POSITIVE_INFINITY
    for (const socket of open) socket.resetAndDestroy()
  }

  function carry(from: Socket, to: Socket): void {
    open.add(from)
    from.on('error', () => to.destroy())
    from.on('close', () => {
      open.delete(from)
      to.end()
    })
    from.on('data', (bytes) => {
      to.write(bytes.subarray(0, Math.min(bytes.length, left)))
      left -= bytes.length
      if (left <= 0) cutAll()
    })
  }

  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1')
    carry(near, far)
    carry(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut(...afterBytes) {
      orders.push(...afterBytes)
      if (left === Number.POSITIVE_INFINITY) left = orders.shift() ?? left
    },
    cuts: () => cuts,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
