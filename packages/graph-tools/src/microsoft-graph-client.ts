export {
  type MicrosoftContext,
  type MicrosoftLibrary,
  microsoftClientFor,
} from './microsoft/microsoft-client-for.ts'
export {
  type MicrosoftClient,
  type MicrosoftHandlers,
  type MicrosoftRequest,
  overMicrosoftClient,
} from './microsoft/over-microsoft-client.ts'
