/** Reads the project's own source files with the compiler's parser, for the checks. Judges nothing. */
import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { dirname, join, posix, relative } from 'node:path'
import ts from 'typescript'

export const root = join(import.meta.dirname, '..')

/** One file: its path from the root with forward slashes, its text and its syntax tree. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

/** Files that git would take in: tracked or new, not ignored. */
export function listFiles(...patterns: string[]): string[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns]
  const names = execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\0')
  return [...new Set(names)].filter((name) => name !== '' && isThere(name)).toSorted()
}

function isThere(name: string): boolean {
  try {
    readFileSync(join(root, name))
    return true
  } catch {
    return false // deleted, not yet committed
  }
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function parseSource(path: string, text: string): SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) }
}

/** All our own TypeScript, declarations and generated files left out. */
export function loadSources(): SourceFile[] {
  return listFiles('*.ts', '*.tsx')
    .filter((path) => !path.endsWith('.d.ts') && !isGenerated(path))
    .map((path) => parseSource(path, readText(path)))
}

/** Files made by a tool say so in their first line and are held by a drift check instead. */
export function isGenerated(path: string): boolean {
  return /^\/\*\*? ?Generated from/u.test(readText(path).slice(0, 80))
}

/** What a file imports or re-exports, types included, as paths from the root; packages as they are written. */
export function importsOf(file: SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) found.push(resolveSpecifier(file.path, specifier))
    ts.forEachChild(node, visit)
  }
  visit(file.tree)
  return found
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier.text
      : undefined
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return ts.isStringLiteral(node.argument.literal) ? node.argument.literal.text : undefined
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword)
    return undefined
  const [argument] = node.arguments
  return argument && ts.isStringLiteral(argument) ? argument.text : undefined
}

function resolveSpecifier(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return specifier
  const folder = relative('.', dirname(from)).replaceAll('\\', '/')
  return posix.normalize(posix.join(folder, specifier))
}
