export { folderGetTree } from './folder/folder-get-tree.ts'
export { folderList } from './folder/folder-list.ts'
