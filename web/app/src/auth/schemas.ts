import * as z from 'zod/mini'

// Compiling checks at run time is what the content security policy forbids.
z.config({ jitless: true })

const password = z.string().check(z.minLength(8, 'error.passwordShort'), z.maxLength(128, 'error.field-too-long'))
const something = z.string().check(z.minLength(1, 'error.required'))

export const loginSchema = z.object({
  identifier: z.string().check(z.trim(), z.minLength(1, 'error.required')),
  password: something,
})

export const registerSchema = z.object({
  displayName: z.string().check(z.trim(), z.maxLength(64, 'error.field-too-long')),
  username: z.string().check(z.trim(), z.regex(/^[A-Za-z0-9_.]{3,32}$/, 'error.usernameForm')),
  password,
})

export const resetSchema = z.object({ password })

export const changeSchema = z.object({ present: something, password })

export type Login = z.infer<typeof loginSchema>
export type Register = z.infer<typeof registerSchema>
export type Reset = z.infer<typeof resetSchema>
export type Change = z.infer<typeof changeSchema>
