// The package has types of its own, which its `exports` hide from TypeScript.
declare module 'better-sqlite3-multiple-ciphers' {
  const Database: import('./driver.ts').Driver
  export default Database
}
