/** A question that has no answer; its message is for the person at the page. */
export class BadQuestion extends Error {}
