import * as library from '@microsoft/microsoft-graph-client'

/** Microsoft's client as its documentation sets it up, with its default handlers; requests end in `fetch`. */
export function microsoftClient(token: string, fetch: typeof globalThis.fetch): library.Client {
  const chain: library.Middleware[] = [
    new library.AuthenticationHandler({ getAccessToken: async () => token }),
    new library.RetryHandler(new library.RetryHandlerOptions()),
    new library.RedirectHandler(new library.RedirectHandlerOptions()),
    new library.TelemetryHandler(),
    {
      async execute(context) {
        context.response = await fetch(context.request as string, context.options as RequestInit)
      },
    },
  ]
  return library.Client.initWithMiddleware({ middleware: chain })
}
