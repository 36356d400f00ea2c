/** Addresses that the server answers with the page; it lists them too, in `MessengerController`. */
export const PAGES = /^\/(?:|login|register|reset-password|verify-email|settings|c\/[^/]+|invite\/[^/]+)$/
