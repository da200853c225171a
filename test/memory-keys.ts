/** Keys of an installation kept in memory, for tests of what is made of them. */

export function createMemoryKeys(kept = new Map<string, string>()) {
  const placeOf = (realm: string, name: string) => `${realm} ${name}`
  return {
    kept,
    async loadOrRenewKey(
      realm: string,
      name: string,
      renew: (current: string | undefined) => Promise<string>,
    ) {
      const next = await renew(kept.get(placeOf(realm, name)))
      kept.set(placeOf(realm, name), next)
      return next
    },
    changeKey(realm: string, name: string, change: (current: string) => string) {
      const current = kept.get(placeOf(realm, name))
      const next = current === undefined ? undefined : change(current)
      if (next !== undefined) kept.set(placeOf(realm, name), next)
      return Promise.resolve(next)
    },
  }
}
