/** Microsoft Graph of the global cloud. */
export const graphGlobal = 'https://graph.microsoft.com/v1.0'

/** Microsoft Graph for the US Government, L4 (GCC High). */
export const graphUsGovernmentL4 = 'https://graph.microsoft.us/v1.0'

/** Microsoft Graph for the US Government, L5 (DoD). */
export const graphUsGovernmentL5 = 'https://dod-graph.microsoft.us/v1.0'

/** Microsoft Graph operated by 21Vianet in China. */
export const graphChina = 'https://microsoftgraph.chinacloudapi.cn/v1.0'
