/** One way in which Microsoft Graph refuses, and what a caller has to be told of it. */
export interface GraphError {
  /** `''` where the service gives none, `undefined` where its body has no such member. */
  readonly code: string | undefined

  /** The code that the service behind Graph gives beside it. */
  readonly innerCode?: string
  readonly status: number
  readonly when: string

  /** Words of the next step. */
  readonly next: string

  /** Whether the same request may succeed later. Default `false`. */
  readonly retryable?: boolean
}

const listAgain = 'List again'
const grant = 'Have the permission granted'
const signIn = 'Sign in again'
const readAgain = 'Read it again, then repeat the change'
const startOver = 'Start over with a full read'
const otherCriteria = 'Ask with fewer or other criteria'
const checkValues = 'Check the values'
const checkRequest = 'Check address, query and body'
const checkNames = 'Check ids and names'
const licence = 'needs an Exchange Online licence'
const notYet = 'may take 15 minutes to be there'

/** The refusals that are known of Microsoft Graph. A status that nobody has written down is the one to expect. */
export const graphErrors: readonly GraphError[] = [
  { code: 'InvalidAuthenticationToken', status: 401, when: 'a token that is none', next: signIn },
  { code: 'InvalidAuthenticationToken', status: 401, when: 'a token that has expired', next: signIn },
  {
    code: 'Authorization_RequestDenied',
    status: 403,
    when: 'a directory permission is missing',
    next: grant,
  },
  {
    code: 'ErrorAccessDenied',
    status: 403,
    when: "a mail permission is missing, or another's mailbox",
    next: grant,
  },
  { code: 'accessDenied', status: 403, when: 'a drive or site that is not shared', next: grant },
  {
    code: 'Request_ResourceNotFound',
    status: 404,
    when: 'an id that the directory does not know',
    next: listAgain,
  },
  {
    code: 'ErrorItemNotFound',
    status: 404,
    when: 'a message, event or folder that is gone',
    next: listAgain,
  },
  { code: 'ErrorInvalidIdMalformed', status: 400, when: 'an Outlook id that cannot be one', next: listAgain },
  { code: 'ErrorInvalidUser', status: 404, when: 'the mailbox of an unknown user', next: licence },
  { code: 'MailboxNotEnabledForRESTAPI', status: 404, when: 'a user without a licence', next: licence },
  { code: 'ErrorNonExistentMailbox', status: 404, when: 'a photo where there is no mailbox', next: licence },
  { code: 'itemNotFound', status: 404, when: 'a file or site that is gone', next: listAgain },
  { code: 'nameAlreadyExists', status: 409, when: 'a file whose name is taken', next: 'Choose another name' },
  {
    code: 'nameAlreadyExists',
    status: 409,
    when: 'a folder whose name is taken',
    next: 'Choose another name',
  },
  {
    code: 'upload_name_conflict',
    status: 409,
    when: 'the last part of an upload',
    next: 'Choose another name',
  },
  { code: 'notAllowed', status: 412, when: 'a file that was changed meanwhile', next: readAgain },
  {
    code: 'ErrorIrresolvableConflict',
    status: 412,
    when: 'a message that was changed meanwhile',
    next: readAgain,
  },
  {
    code: 'resyncRequired',
    status: 410,
    when: 'a link of drive changes that is no longer good',
    next: startOver,
  },
  {
    code: 'resyncChangesApplyDifferences',
    status: 410,
    when: 'the same, server before client',
    next: startOver,
  },
  {
    code: 'resyncChangesUploadDifferences',
    status: 410,
    when: 'the same, client beside server',
    next: startOver,
  },
  {
    code: 'SyncStateNotFound',
    status: 410,
    when: 'a link of Outlook changes that is too old',
    next: startOver,
  },
  { code: 'SearchWithOrderBy', status: 400, when: 'a search that is to be sorted', next: otherCriteria },
  { code: 'InefficientFilter', status: 400, when: 'a filter against rule 2', next: otherCriteria },
  { code: 'SearchEvents', status: 400, when: 'a search of events', next: 'List a window of time instead' },
  { code: 'ExpandNotSupported', status: 400, when: 'an expansion that there is not', next: otherCriteria },
  {
    code: 'Request_BadRequest',
    status: 400,
    when: 'a directory count without its header',
    next: checkValues,
  },
  {
    code: 'Request_UnsupportedQuery',
    status: 400,
    when: 'a directory search without its header',
    next: otherCriteria,
  },
  {
    code: 'Request_UnsupportedQuery',
    status: 400,
    when: 'an advanced operator without $count',
    next: otherCriteria,
  },
  { code: 'Request_UnsupportedQuery', status: 400, when: 'a property without an index', next: otherCriteria },
  {
    code: 'NotImplemented',
    status: 501,
    when: 'a property of another store in a list',
    next: 'Use another tool',
  },
  {
    code: 'Request_BadRequest',
    status: 400,
    when: 'a user whose name is taken',
    next: 'a name may be taken',
  },
  {
    code: 'Request_BadRequest',
    status: 400,
    when: 'a password that is too weak',
    next: 'a password too weak',
  },
  {
    code: 'Request_BadRequest',
    status: 400,
    when: 'a licence without a place',
    next: 'a usage location missing',
  },
  {
    code: undefined,
    status: 400,
    when: 'a licence that the tenant does not have',
    next: 'Check the arguments',
  },
  {
    code: 'TooManyRequests',
    innerCode: '429',
    status: 429,
    when: 'too many requests, at the gateway',
    next: 'then try again',
    retryable: true,
  },
  {
    code: 'ApplicationThrottled',
    status: 429,
    when: 'more than four at once',
    next: 'then try again',
    retryable: true,
  },
  {
    code: 'ApplicationThrottled',
    status: 429,
    when: 'too much uploaded',
    next: 'then try again',
    retryable: true,
  },
  {
    code: 'activityLimitReached',
    status: 429,
    when: 'too much of a drive',
    next: 'then try again',
    retryable: true,
  },
  {
    code: 'activityLimitReached',
    status: 503,
    when: 'too much of a drive',
    next: 'then try again',
    retryable: true,
  },
  {
    code: 'ValidationError',
    status: 400,
    when: 'an endpoint that answers wrongly',
    next: 'answer with 200 and the token',
  },
  {
    code: 'InvalidRequest',
    status: 400,
    when: 'an endpoint that does not answer',
    next: 'within ten seconds',
  },
  {
    code: 'ExtensionError',
    status: 400,
    when: 'a subscription to an unknown folder',
    next: 'Check its resource',
  },
  {
    code: 'ErrorInvalidRecipients',
    status: 400,
    when: 'a mail to nobody',
    next: 'Give each as a full address',
  },
  {
    code: 'ErrorMimeContentInvalidBase64String',
    status: 400,
    when: 'a MIME mail that is none',
    next: 'Encode it again',
  },
  {
    code: 'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
    status: 400,
    when: 'an upload session for a small attachment',
    next: 'Add it directly',
  },
  {
    code: 'UnableToDeserializePostBody',
    status: 400,
    when: 'JSON that breaks off',
    next: 'Check that it is complete',
  },
  {
    code: 'ErrorSendAsDenied',
    status: 403,
    when: 'a mail in the name of another',
    next: 'Send from its own mailbox',
  },
  { code: 'ErrorQuotaExceeded', status: 507, when: 'a mailbox that is full', next: 'Delete something' },
  {
    code: 'BadRequest',
    status: 400,
    when: 'a channel whose name is taken',
    next: 'the name of a deleted channel stays taken',
  },
  { code: 'BadRequest', status: 400, when: 'a team by something else than its id', next: checkNames },
  { code: 'NotFound', status: 404, when: 'a group that is no team, or not yet', next: notYet },
  { code: 'NotFound', status: 404, when: 'a group that Teams does not know yet', next: notYet },
  { code: 'Conflict', status: 409, when: 'a group that is a team already', next: readAgain },
  {
    code: 'Request_UnprocessableEntity',
    status: 422,
    when: 'values that governance refuses',
    next: 'Correct the values',
  },
  {
    code: 'badRequest',
    innerCode: 'invalidRange',
    status: 416,
    when: 'a part that overlaps',
    next: 'which part it expects',
  },
  {
    code: 'invalidRequest',
    innerCode: 'RequestBroker--ParseUri',
    status: 400,
    when: 'an address that cannot be read',
    next: 'Check how ids and the query are written',
  },
  { code: 'invalidRequest', status: 400, when: 'anything else that makes no sense', next: checkRequest },
  { code: '', status: 403, when: 'Planner, which gives no code', next: grant },
]
