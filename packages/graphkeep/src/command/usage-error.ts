/** The command line cannot be understood. The message says what to write instead. */
export class UsageError extends Error {}
