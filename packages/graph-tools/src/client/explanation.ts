import type { ErrorBody } from './error-body.ts'

/** What a refusal means, and what to do about it. */
export interface Explanation {
  /** What happened, without an end. */
  readonly what: string

  /** One or two sentences for whoever made the call. */
  readonly next: string

  /** Whether the same request may be sent again as it is. Default `false`. */
  readonly retryable?: boolean

  /** Whether a permission may be missing. Default `false`. */
  readonly lacksPermission?: boolean
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

const slowDown: Explanation = { what: 'Microsoft Graph asks to slow down', next: '', retryable: true }
const resumeUpload: Explanation = {
  what: 'This part of the file is there already, or is not the one that is due',
  next: 'Ask the upload session which part it expects next, and go on from there (Graph rule 35).',
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
  toomanyrequests: slowDown,
  applicationthrottled: slowDown,
  activitylimitreached: slowDown,
  request_badrequest: {
    what: 'The directory does not take a value of the request',
    next: 'Check the values: a name may be taken, a password too weak, a usage location missing, or a count asked for without ConsistencyLevel: eventual (Graph rules 8 and 38).',
  },
  request_resourcenotfound: {
    what: 'The directory has nothing under this id, or something that it refers to is gone',
    next: useListedId,
  },
  badrequest: {
    what: 'Microsoft Graph does not take a value of the request',
    next: 'Check ids and names: the id of a team is a GUID, and the name of a deleted channel stays taken (Graph rule 37).',
  },
  invalidrequest: {
    what: 'Microsoft Graph cannot make sense of the request',
    next: 'Check address, query and body; for a subscription, whether its endpoint answers within ten seconds (Graph rule 42).',
  },
  'requestbroker--parseuri': {
    what: 'Microsoft Graph cannot read the address of the request',
    next: 'Check how ids and the query are written.',
  },
  unabletodeserializepostbody: {
    what: 'The body of the request is not the JSON that is due here',
    next: 'Check that it is complete, and how its properties are named.',
  },
  notfound: {
    what: 'There is nothing under this id, or not yet',
    next: 'Check the id; what belongs to a new group or team may take 15 minutes to be there (Graph rule 37).',
  },
  invalidrange: resumeUpload,
  errorattachmentsizeshouldnotbelessthanminimumsize: {
    what: 'The attachment is too small for an upload session',
    next: 'Add it directly, as is done below 3 MB (Graph rule 34).',
  },
  validationerror: {
    what: 'The endpoint of the subscription did not answer as it has to',
    next: 'Have it answer with 200 and the token as plain text within ten seconds (Graph rule 42), then subscribe again.',
  },
  extensionerror: {
    what: 'What the subscription names cannot be watched',
    next: 'Check its resource: a folder is named by its id or a well-known name.',
  },
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
    lacksPermission: true,
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
  416: resumeUpload,
  422: { what: 'Microsoft Graph can read the request, but not use its values', next: 'Correct the values.' },
  423: { what: 'It is locked by somebody else', next: 'Try again when it is free.', retryable: true },
  429: slowDown,
  500: { what: 'Microsoft Graph failed on its own side', next: later, retryable: true },
  501: { what: 'Microsoft Graph does not know how to do this', next: 'Use another tool.' },
  502: { what: 'Microsoft Graph could not be reached behind its gateway', next: later, retryable: true },
  503: { what: 'Microsoft Graph is not available at the moment', next: later, retryable: true },
  504: { what: 'Microsoft Graph took too long', next: later, retryable: true },
  507: { what: 'There is no space left', next: 'Delete something, or have the quota raised.' },
  509: { what: 'The limit of traffic is used up', next: later, retryable: true },
}

const unexpected: Explanation = { what: 'Microsoft Graph answered in an unexpected way', next: later }

/** Returns what an answer means: by its codes where they say more, else by its status. */
export function explain(status: number, { code, innerCode }: Partial<ErrorBody> = {}): Explanation {
  const known = [innerCode, code].map((name) => name?.toLowerCase() ?? '')
  const telling = known.find((name) => Object.hasOwn(byCode, name))
  if (telling !== undefined) return byCode[telling] ?? unexpected
  return byStatus[status] ?? (status >= 500 ? (byStatus[500] ?? unexpected) : unexpected)
}

/** Returns what people look an answer up by: its status, and its code if it has one. */
export function nameOf(status: number, { code }: Partial<ErrorBody> = {}): string {
  return code === undefined ? String(status) : `${status} ${code}`
}

/** Returns what to do next: to wait, where Graph says for how long in milliseconds. */
export function adviceFor(next: string, waitMs: number | undefined): string {
  if (waitMs !== undefined) return `Wait ${Math.ceil(waitMs / 1000)} seconds, then try again.`
  return next || 'Wait a minute, then try again.'
}
