/** Deliberately empty: the framework wants a client entry, the portal ships no script. */
export {}
