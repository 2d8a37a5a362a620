export { contactList } from './contact/contact-list.ts'
