/** Every list of contacts. */
export const allContacts = 'contact:lists'
