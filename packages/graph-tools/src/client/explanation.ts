/** What a refusal means, and what to do about it. */
export interface Explanation {
  /** What happened, without an end. */
  readonly what: string

  /** One or two sentences for whoever made the call. */
  readonly next: string

  /** Whether the same request may be sent again as it is. Default `false`. */
  readonly retryable?: boolean
}

const useListedId = 'List again, and use an id exactly as that answer gives it.'
const later = 'Try again in a minute; if it stays so, give the request id to Microsoft support.'
const readAgain = 'Read it again, then repeat the change.'
const askOtherwise = 'Ask with fewer or other criteria.'
const noMailbox: Explanation = {
  what: 'The account has no mailbox that Microsoft Graph can open',
  next: 'Check the account; it needs an Exchange Online licence.',
}
const outdated: Explanation = {
  what: 'The synchronisation state is too old for Microsoft Graph',
  next: 'Start over with a full read.',
}

/** By Graph's own code, in lower case. They go before those of the status. */
const byCode: Readonly<Record<string, Explanation>> = {
  errorinvalididmalformed: { what: 'The id is not one of Microsoft Graph', next: useListedId },
  timezonenotsupportedexception: {
    what: 'Outlook does not know the time zone',
    next: 'Write it as Outlook does, e.g. Europe/Berlin or UTC.',
  },
  errorinvalididnotanitemattachmentid: { what: 'The id names something of another kind', next: useListedId },
  errorinvaliduser: noMailbox,
  mailboxnotenabledforrestapi: noMailbox,
  errornonexistentmailbox: noMailbox,
  inefficientfilter: {
    what: 'Microsoft Graph does not combine this filter with this order (Graph rule 2)',
    next: askOtherwise,
  },
  searchwithorderby: { what: 'A search cannot be sorted (Graph rule 5)', next: askOtherwise },
  searchevents: { what: 'Events cannot be searched (Graph rule 6)', next: 'List a window of time instead.' },
  expandnotsupported: { what: 'Microsoft Graph does not fetch this along', next: askOtherwise },
  request_unsupportedquery: {
    what: 'The directory does not answer this query (Graph rule 8)',
    next: askOtherwise,
  },
  errorinvalidrecipients: {
    what: 'Microsoft Graph accepts none of the recipients',
    next: 'Give each as a full address, name@domain.',
  },
  errorsendasdenied: {
    what: 'This account may not send in that name',
    next: 'Send from its own mailbox, or have the right granted.',
  },
  errorirresolvableconflict: { what: 'It was changed meanwhile', next: readAgain },
  errorquotaexceeded: { what: 'The mailbox is full', next: 'Delete something, or have its quota raised.' },
  errormimecontentinvalidbase64string: { what: 'The message is not valid base64', next: 'Encode it again.' },
  namealreadyexists: { what: 'The name is taken', next: 'Choose another name.' },
  upload_name_conflict: { what: 'The name is taken', next: 'Choose another name.' },
  syncstatenotfound: outdated,
  resyncrequired: outdated,
  resyncchangesapplydifferences: outdated,
  resyncchangesuploaddifferences: outdated,
}

const byStatus: Readonly<Record<number, Explanation>> = {
  400: { what: 'Microsoft Graph does not take the request as it is', next: 'Check the arguments.' },
  401: { what: 'Microsoft Graph does not accept the sign-in', next: 'Sign in again, then repeat the call.' },
  403: {
    what: 'The account or the app may not do this',
    next: 'Have the permission granted, then sign in again.',
  },
  404: {
    what: 'There is nothing under this id or path any more: it was moved or deleted, or it belongs to another account',
    next: useListedId,
  },
  405: { what: 'Microsoft Graph does not do this with such a thing', next: 'Use another tool.' },
  409: { what: 'It contradicts what is already there', next: readAgain },
  410: outdated,
  412: { what: 'It was changed meanwhile', next: readAgain },
  413: { what: 'The request is too large for Microsoft Graph', next: 'Send less at once.' },
  423: { what: 'It is locked by somebody else', next: 'Try again when it is free.', retryable: true },
  429: { what: 'Microsoft Graph asks to slow down', next: '', retryable: true },
  500: { what: 'Microsoft Graph failed on its own side', next: later, retryable: true },
  501: { what: 'Microsoft Graph does not know how to do this', next: 'Use another tool.' },
  502: { what: 'Microsoft Graph could not be reached behind its gateway', next: later, retryable: true },
  503: { what: 'Microsoft Graph is not available at the moment', next: later, retryable: true },
  504: { what: 'Microsoft Graph took too long', next: later, retryable: true },
  507: { what: 'There is no space left', next: 'Delete something, or have the quota raised.' },
  509: { what: 'The limit of traffic is used up', next: later, retryable: true },
}

const unexpected: Explanation = { what: 'Microsoft Graph answered in an unexpected way', next: later }

/** Returns what an answer means: by its code where that says more, else by its status. */
export function explain(status: number, graphCode: string | undefined): Explanation {
  const code = graphCode?.toLowerCase() ?? ''
  if (Object.hasOwn(byCode, code)) return byCode[code] ?? unexpected
  return byStatus[status] ?? (status >= 500 ? (byStatus[500] ?? unexpected) : unexpected)
}
