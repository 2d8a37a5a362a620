/** Everything that is read of mail folders: their names, their places and their counts. */
export const allFolders = 'folder:all'
