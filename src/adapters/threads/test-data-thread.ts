/** The thread that reads test data. Its work is pure: bytes come in, canonical JSON or faults go out. */
import { readTestData } from '#src/domain/catalogue/read-test-data.ts'
import type { SentTestData } from '#src/domain/catalogue/read-test-data.ts'
import { parseYaml } from './parse-yaml.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks(({ bytes, notation }: SentTestData) => {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const parse = notation === 'yaml' ? parseYaml : JSON.parse
  return { value: readTestData(text, parse) }
})
