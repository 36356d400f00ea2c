interface Policy {
  /** What it gives is not a string but stands for one, which the library of types does not know yet. */
  createScriptURL: (address: string) => string
}

interface Policies {
  createPolicy: (name: string, rules: Policy) => Policy
}

const ours = (address: string): string => {
  if (new URL(address, location.href).origin !== location.origin) {
    throw new TypeError(`${address} is not of this server`)
  }
  return address
}

const policy =
  (self as { trustedTypes?: Policies }).trustedTypes?.createPolicy('parley-workers', { createScriptURL: ours }) ?? null

/** An address that a worker may be started from: the page's own policy asks for a proof. */
export const workerAddress = (address: string): string =>
  policy === null ? ours(address) : policy.createScriptURL(address)
