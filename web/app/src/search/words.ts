export const FILTERS = ['from', 'in', 'has', 'before', 'after'] as const
export type FilterKey = (typeof FILTERS)[number]

/** A filter among the words of a search, such as `from:ada` or `in:"River club"`. */
export interface Filter {
  readonly key: FilterKey
  readonly value: string
  readonly start: number
  readonly end: number
}

const FILTER = /(?<=^|\s)(from|in|has|before|after):("[^"]*"?|\S*)/giu

const isKey = (key: string): key is FilterKey => FILTERS.some((one) => one === key)

export const filtersOf = (query: string): Filter[] =>
  [...query.matchAll(FILTER)].flatMap((found) => {
    const key = (found[1] ?? '').toLowerCase()
    const value = (found[2] ?? '').replaceAll('"', '')
    return isKey(key) ? [{ key, value, start: found.index, end: found.index + found[0].length }] : []
  })

/** The filter that is being typed: the one at the end, without a space behind it. */
export const typedFilter = (query: string): Filter | null => {
  const last = filtersOf(query).at(-1)
  const isClosed = last !== undefined && /".*"$/u.test(query.slice(last.start))
  return last !== undefined && last.end === query.length && !isClosed ? last : null
}

export const withoutFilter = (query: string, filter: Filter): string =>
  `${query.slice(0, filter.start).trimEnd()} ${query.slice(filter.end).trimStart()}`.trimStart()

/** Begins a filter at the end of the words; its value is to be typed or chosen. */
export const beginFilter = (query: string, key: FilterKey): string => {
  const words = query.trimEnd()
  return `${words}${words === '' ? '' : ' '}${key}:`
}

/** Completes the filter that is being typed. */
export const completeFilter = (query: string, value: string): string => {
  const typed = typedFilter(query)
  return typed === null
    ? query
    : `${query.slice(0, typed.start)}${typed.key}:${/\s/u.test(value) ? `"${value}"` : value} `
}

/** Whether there is anything to look for: a word, or a filter with a value. */
export const isAsked = (query: string): boolean => {
  const filters = filtersOf(query)
  const words = filters.reduceRight((left, one) => withoutFilter(left, one), query).trim()
  return words !== '' || (filters.length > 0 && filters.every((one) => one.value !== ''))
}

/** The words that are not filters, for looking among what is here. */
export const plainWords = (query: string): string =>
  filtersOf(query)
    .reduceRight((left, one) => withoutFilter(left, one), query)
    .trim()
    .toLowerCase()
