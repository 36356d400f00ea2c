/**
 * What is always asked for together, with all that it imports, in one file each: over HTTP/1.1 a browser asks for six files
 * at a time, so on a slow line each further six cost a round trip. What several of them import is in the first of them.
 */
export const TOGETHER = [
  { name: 'first', test: /src\/early\.ts$/ },
  // with what both those who sign in and those who have signed in need
  { name: 'page', test: /src\/(main\.tsx|ui\/IconButton\.tsx|lib\/errors\.ts)$/ },
  { name: 'signed-in', test: /src\/shell\/(SignedIn|Home)\.tsx$/ },
  { name: 'conversation', test: /src\/chat\/ConversationPage\.tsx$/ },
  { name: 'ways-in', test: /src\/auth\/pages\.tsx$/ },
].map((group, i, all) => ({ ...group, priority: all.length - i }))
