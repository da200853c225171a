/** A document that says its addresses in full, so that it can be used away from the server it came from. */
import { mapDocument } from './document-shapes.ts'
import { isObject, type JsonObject, mapMembers, textOf } from './json.ts'

/** The document with this one server, and the addresses of its security schemes resolved from there. */
export function withServer(openapi: JsonObject, url: string): JsonObject {
  const located = mapDocument(openapi, (node, { shape }) => {
    if (shape !== 'securityScheme') return node
    const scheme = resolveIn(node, url)
    return isObject(scheme['flows'])
      ? {
          ...scheme,
          flows: mapMembers(scheme['flows'], (flow) =>
            isObject(flow) ? resolveIn(flow, url) : flow,
          ),
        }
      : scheme
  })
  return { ...located, servers: [{ url }] }
}

const addressKeys = ['tokenUrl', 'authorizationUrl', 'refreshUrl', 'openIdConnectUrl'] as const

function resolveIn(node: JsonObject, base: string): JsonObject {
  const resolved = addressKeys
    .filter((key) => URL.canParse(textOf(node[key]), base) && textOf(node[key]) !== '')
    .map((key) => [key, new URL(textOf(node[key]), base).href])
  return { ...node, ...Object.fromEntries(resolved) }
}
