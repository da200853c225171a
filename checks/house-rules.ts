/** The house rules that no linter knows: direction between folders, homes of the globals, sizes, charters. Each answers what breaks it. */
import ts from 'typescript'
import { importsOf } from './source-files.ts'
import type { SourceFile } from './source-files.ts'

/** One breach: where, and what to do instead. */
export interface Breach {
  readonly rule: RuleName
  readonly path: string
  readonly message: string
}

export type RuleName = keyof typeof rules

/** What each part of src may import. Types count. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kit: ['kit'],
  connector: ['connector', 'kit'],
  config: ['config', 'kit'],
  domain: ['domain', 'connector', 'kit'],
  edge: ['edge', 'domain', 'connector', 'config', 'kit'],
  adapters: ['adapters', 'domain', 'connector', 'config', 'kit'],
  app: ['app', 'edge', 'adapters', 'domain', 'connector', 'config', 'kit'],
  cli: ['cli', 'app', 'edge', 'adapters', 'domain', 'connector', 'config', 'kit'],
}

/** The rooms in their order: a room imports itself and earlier ones only. */
export const roomOrder = [
  'audit',
  'writes',
  'mail',
  'tpps',
  'api-documents',
  'catalogue',
  'texts',
  'search',
  'developers',
  'access',
  'sca',
  'consents',
  'notifications',
  'account-information',
  'payment-initiation',
  'funds-confirmation',
  'grants',
  'apps',
  'console',
  'statistics',
  'support',
]

/** Where a thing that belongs to the machine may be touched. */
const homes: readonly { readonly what: RegExp; readonly name: string; readonly in: RegExp }[] = [
  { what: /^process\.env\b/u, name: 'process.env', in: /^src\/config\// },
  { what: /^Date\.now$|^new Date\(\)/u, name: 'the time', in: /^src\/kit\/clock\.ts$/ },
  { what: /^Math\.random$/u, name: 'Math.random', in: /^src\/kit\/random\.ts$/ },
  {
    what: /\.findByTokenHash$/u,
    name: "a token's look-up without the judgement of domain/access",
    in: /^src\/(?:adapters|domain\/access)\//,
  },
  { what: /^console\.\w+$/u, name: 'console', in: /^src\/cli\// },
  {
    what: /\.remoteAddress$|\b(?:request|visitor)\.ips?$/u,
    name: 'the address of a socket (who calls is request.callerAddress)',
    in: /^src\/edge\/(?:http\/(?:caller-address|is-at-home)|portal-pages\/call-portal-api)\.ts$|\.test\.ts$/,
  },
  {
    what: /\bheaders\.host$|\b(?:request|visitor)\.host(?:name)?$/u,
    name: 'the host that a caller names (what is ours says OwnAddresses)',
    in: /^src\/edge\/(?:http\/(?:refuse-foreign-hosts|is-at-home)|portal-pages\/call-portal-api|oauth\/register-oauth)\.ts$|\.test\.ts$/,
  },
]

const fileLinesMax = 300
const functionLinesMax = 60
const componentLinesMax = 80

/** Where a tool demands a default export. */
const defaultExportHomes =
  /^web\/app\/(?:pages\/|routes(?:\/|\.ts$)|root\.tsx$|entry\.)|(?:^|\/)(?:vite|react-router)\.config\.ts$/u

/** A connection that nobody listens to ends the process when it breaks. */
const driverHomes = /^src\/adapters\/database\/postgres-[a-z]+\.ts$/u

const isTest = (path: string) => path.endsWith('.test.ts') || path.endsWith('.test.tsx')
const isProduct = (path: string) => /^(?:src|web)\//u.test(path) && !isTest(path)

export const rules = {
  direction: eachImport(findDirectionBreach),
  rooms: eachImport(findRoomBreach),
  edges: eachImport(findEdgeBreach),
  web: eachImport((path, target) =>
    path.startsWith('web/') && /^(?:src|test|checks)\//u.test(target)
      ? `imports ${target}; the web app imports nothing from the server`
      : undefined,
  ),
  drivers: eachImport((path, target) =>
    target === 'pg' && isProduct(path) && !driverHomes.test(path)
      ? 'imports pg; connections are opened by postgres-session.ts alone, which hears their errors'
      : undefined,
  ),
  homes: findHomeBreaches,
  'file-size': findLongFile,
  'function-size': findLongFunctions,
  charter: findMissingCharter,
  'named-exports': findDefaultExport,
  're-exports': findReExports,
} satisfies Record<string, (file: SourceFile) => string[]>

/** Everything that breaks a rule in these files. */
export function findBreaches(files: readonly SourceFile[]): Breach[] {
  const names = Object.keys(rules) as RuleName[] // the keys of that very object
  return files.flatMap((file) =>
    names.flatMap((rule) =>
      rules[rule](file).map((message) => ({ rule, path: file.path, message })),
    ),
  )
}

function eachImport(judge: (path: string, target: string) => string | undefined) {
  return (file: SourceFile): string[] =>
    isTest(file.path)
      ? []
      : importsOf(file).flatMap((target) => {
          const message = judge(file.path, target)
          return message === undefined ? [] : [message]
        })
}

function findDirectionBreach(path: string, target: string): string | undefined {
  const [home, part] = path.split('/')
  if (home !== 'src' || part === undefined) return undefined
  if (/^(?:test|checks|bench|web)\//u.test(target)) return allowsBuilt(path, target)
  const [targetHome, targetPart] = target.split('/')
  if (targetHome !== 'src' || targetPart === undefined) return undefined
  const allowed = mayImport[part]
  if (!allowed) return `lies in src/${part}, which is no part of the house`
  return allowed.includes(targetPart)
    ? undefined
    : `${part} imports ${target}; the direction is kit ← connector ← domain ← edge ← app ← cli`
}

function allowsBuilt(path: string, target: string): string | undefined {
  return target.startsWith('web/build/') && path.startsWith('src/app/')
    ? undefined
    : `the product imports ${target}`
}

function findRoomBreach(path: string, target: string): string | undefined {
  const room = roomOf(path)
  const other = roomOf(target)
  if (room === undefined || other === undefined || room === other) return undefined
  const [from, to] = [roomOrder.indexOf(room), roomOrder.indexOf(other)]
  if (from === -1) return `the room ${room} has no place in the order of rooms`
  return to !== -1 && to < from ? undefined : `the room ${room} imports the later room ${other}`
}

function roomOf(path: string): string | undefined {
  return /^src\/domain\/([^/]+)\//u.exec(path)?.[1]
}

function findEdgeBreach(path: string, target: string): string | undefined {
  const edge = /^src\/edge\/([^/]+)\//u.exec(path)?.[1]
  const other = /^src\/edge\/([^/]+)\//u.exec(target)?.[1]
  if (edge === undefined || other === undefined || edge === other || other === 'http')
    return undefined
  return `the edge ${edge} imports the edge ${other}; shared mechanics live in edge/http`
}

function findHomeBreaches(file: SourceFile): string[] {
  if (!file.path.startsWith('src/') || isTest(file.path)) return []
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isPropertyAccessExpression(node) || ts.isNewExpression(node)) {
      const text = node.getText(file.tree)
      for (const home of homes)
        if (home.what.test(text) && !home.in.test(file.path))
          found.push(`line ${lineOf(file, node)}: uses ${home.name}, which comes in as an argument`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file.tree)
  return found
}

function findLongFile(file: SourceFile): string[] {
  const lines = file.text.trimEnd().split('\n').length
  return lines > fileLinesMax ? [`has ${lines} lines; the wall is ${fileLinesMax}`] : []
}

function findLongFunctions(file: SourceFile): string[] {
  if (isTest(file.path)) return [] // a suite is one function around many tests
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lines = lineOf(file, node.body, 'end') - lineOf(file, node.body) + 1
      const wall = file.path.endsWith('.tsx') ? componentLinesMax : functionLinesMax
      if (lines > wall)
        found.push(`line ${lineOf(file, node)}: a function of ${lines} lines; the wall is ${wall}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file.tree)
  return found
}

function findMissingCharter(file: SourceFile): string[] {
  if (isTest(file.path)) return [] // it is for the file it is named after
  const start = file.text.replace(/^#!.*\n/u, '')
  return /^\/\*\*?\s[\s\S]{20,}?\*\//u.test(start)
    ? []
    : ['does not begin with its charter: what it is for and what it must not do']
}

function findDefaultExport(file: SourceFile): string[] {
  if (defaultExportHomes.test(file.path)) return []
  const isDefault = (statement: ts.Statement) =>
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some((one) => one.kind === ts.SyntaxKind.DefaultKeyword))
  return file.tree.statements.some(isDefault) ? ['has a default export; exports are named'] : []
}

function findReExports(file: SourceFile): string[] {
  if (!isProduct(file.path)) return []
  const isStar = (statement: ts.Statement) =>
    ts.isExportDeclaration(statement) &&
    statement.moduleSpecifier !== undefined &&
    !statement.exportClause
  return file.tree.statements.some(isStar)
    ? ['re-exports a whole file; import it where it lives']
    : []
}

function lineOf(file: SourceFile, node: ts.Node, at: 'start' | 'end' = 'start'): number {
  const position = at === 'start' ? node.getStart(file.tree) : node.getEnd()
  return file.tree.getLineAndCharacterOfPosition(position).line + 1
}
