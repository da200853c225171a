/** A cache of computed values with a bound on their summed weight; what was used longest ago goes first. */

interface WeightedCache<Value> {
  /** The kept value, or the computed one, which is kept. */
  get(key: string, compute: () => Value): Value
  readonly weight: number
}

export function createWeightedCache<Value>(
  weightMax: number,
  weightOf: (value: Value) => number,
): WeightedCache<Value> {
  const values = new Map<string, Value>()
  let weight = 0
  return {
    get weight() {
      return weight
    },
    get(key, compute) {
      const known = values.get(key)
      if (known !== undefined) {
        values.delete(key)
        values.set(key, known)
        return known
      }
      const value = compute()
      values.set(key, value)
      weight += weightOf(value)
      for (const [oldest, old] of values) {
        if (weight <= weightMax || oldest === key) break
        values.delete(oldest)
        weight -= weightOf(old)
      }
      return value
    },
  }
}
