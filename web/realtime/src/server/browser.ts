// What bundlers for pages find in place of the server half.
throw new Error('@parley/realtime/server holds the secret of an app; it belongs into a back end')

export {}
