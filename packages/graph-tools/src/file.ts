export { fileGet } from './file/file-get.ts'
export { fileList } from './file/file-list.ts'
