/** What the directory says of the signed-in user. */
export const ownUser = 'user:me'
