/** Microsoft Graph of the global cloud. */
export const graphGlobal = 'https://graph.microsoft.com/v1.0'

/** Microsoft Graph for the US Government, L4 (GCC High). */
export const graphUsGovernmentL4 = 'https://graph.microsoft.us/v1.0'

/** Microsoft Graph for the US Government, L5 (DoD). */
export const graphUsGovernmentL5 = 'https://dod-graph.microsoft.us/v1.0'

/** Microsoft Graph operated by 21Vianet in China. */
export const graphChina = 'https://microsoftgraph.chinacloudapi.cn/v1.0'

const signInServices: readonly (readonly [string, string])[] = [
  [graphGlobal, 'https://login.microsoftonline.com'],
  [graphUsGovernmentL4, 'https://login.microsoftonline.us'],
  [graphUsGovernmentL5, 'https://login.microsoftonline.us'],
  [graphChina, 'https://login.partner.microsoftonline.cn'],
]

/** Returns the sign-in service of the cloud that an address of Microsoft Graph is in; `undefined` for any other address. */
export function signInServiceOf(url: string): string | undefined {
  return signInServices.find(([base]) => url.startsWith(`${new URL(base).origin}/`))?.[1]
}
