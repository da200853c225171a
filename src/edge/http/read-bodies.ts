/** Reads the bodies that a contract names: JSON of every kind, and YAML where it is offered. It checks no content. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parse } from 'yaml'
import type { Contract } from './contract.ts'

const jsonType = 'application/json'
const yamlType = 'application/yaml'
/** A small text of aliases can stand for a huge one. */
const aliasesMax = 100
/** No contract goes as deep; what reads a value part by part must not run out of stack. */
const depthMax = 32

/** An empty body is no body, whatever its type says. Types that the contract does not name are refused. */
export function readBodies(scope: FastifyInstance, { operations }: Contract): void {
  scope.removeAllContentTypeParsers()
  const named = operations.flatMap(({ body }) => body?.mediaTypes ?? [])
  for (const type of new Set([jsonType, ...named])) {
    const read = type === yamlType ? readYaml : JSON.parse
    scope.addContentTypeParser(type, { parseAs: 'string' }, (_request, text, done) => {
      if (text === '') return done(null, undefined)
      try {
        const value: unknown = read(String(text))
        assertShallow(value)
        done(null, value)
      } catch (error) {
        done(
          Object.assign(new Error('unreadable', { cause: error }), { statusCode: 400 }),
          undefined,
        )
      }
    })
  }
}

/** The type of the request's body, without parameters. */
export function typeOf(request: FastifyRequest): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  return type.trim().toLowerCase()
}

function readYaml(text: string): unknown {
  return parse(text, { maxAliasCount: aliasesMax, schema: 'core', logLevel: 'error' })
}

function assertShallow(body: unknown): void {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) throw new Error(`deeper than ${depthMax} levels`)
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
}
