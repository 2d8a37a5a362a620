import type * as Msal from '@azure/msal-node'

/** Loads Microsoft's sign-in library only when somebody signs in with it: it is an optional peer. */
export async function loadMsal(): Promise<typeof Msal> {
  try {
    return await import('@azure/msal-node')
  } catch (cause) {
    throw new TypeError('Signing in needs the package @azure/msal-node: install it beside this one', {
      cause,
    })
  }
}
