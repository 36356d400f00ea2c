import { z } from 'zod'

// Compiling checks at run time is what the content security policy forbids.
z.config({ jitless: true })

const password = z.string().min(8, 'error.passwordShort').max(128, 'error.field-too-long')

export const loginSchema = z.object({
  identifier: z.string().trim().min(1, 'error.required'),
  password: z.string().min(1, 'error.required'),
})

export const registerSchema = z.object({
  displayName: z.string().trim().max(64, 'error.field-too-long'),
  username: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.]{3,32}$/, 'error.usernameForm'),
  password,
})

export const resetSchema = z.object({ password })

export type Login = z.infer<typeof loginSchema>
export type Register = z.infer<typeof registerSchema>
export type Reset = z.infer<typeof resetSchema>
