/** The reference of one API document as pages draw it: plain JSON, descriptions still text. Decides no look. */

export interface OperationHead {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly isDeprecated: boolean
}

export interface ReferenceOperation extends OperationHead {
  /** Markdown, as it stands in the document. */
  readonly description: string
  /** Names of the security schemes, one of which is needed; those needed together joined by " + ". */
  readonly security: readonly string[]
  readonly parameters: readonly ReferenceParameter[]
  readonly body?: { readonly isRequired: boolean; readonly contents: readonly ReferenceContent[] }
  readonly responses: readonly ReferenceResponse[]
  readonly samples: readonly CodeSample[]
}

export interface CodeSample {
  readonly language: 'curl' | 'typescript'
  readonly text: string
}

export interface ReferenceParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly isRequired: boolean
  readonly isDeprecated: boolean
  readonly description: string
  readonly schema: SchemaView
  readonly example?: unknown
}

export interface ReferenceResponse {
  readonly status: string
  readonly description: string
  readonly headers: readonly {
    readonly name: string
    readonly description: string
    readonly schema: SchemaView
  }[]
  readonly contents: readonly ReferenceContent[]
  readonly errorCodes: readonly string[]
}

export interface ReferenceContent {
  readonly mediaType: string
  readonly schema: SchemaView
  readonly examples: readonly { readonly name: string; readonly value: unknown }[]
}

export interface SchemaView {
  /** `string`, `array`, `object`, `string or null`, `any` … */
  readonly type: string
  /** Name among the schemas of the document. */
  readonly name?: string
  readonly description?: string
  readonly constraints: readonly { readonly kind: string; readonly value: string }[]
  readonly values?: readonly string[]
  readonly properties?: readonly {
    readonly name: string
    readonly isRequired: boolean
    readonly isDeprecated: boolean
    readonly schema: SchemaView
  }[]
  readonly items?: SchemaView
  /** Schema of the members beyond the named ones. */
  readonly additional?: SchemaView
  readonly variants?: { readonly kind: 'one' | 'any'; readonly schemas: readonly SchemaView[] }
  /** The schema contains itself; its inside is not drawn again here. */
  readonly isRecursive?: true
}

export interface ApiReference {
  readonly title: string
  readonly version: string
  readonly description: string
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly operations: readonly ReferenceOperation[]
}
