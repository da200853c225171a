/** Reads a bank pack from its folder and refuses a broken one with file, line, place and reason. It repairs nothing. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { activityFileSchema, findActivityProblems } from '#src/domain/catalogue/activity.ts'
import { bankFileSchema } from '#src/domain/catalogue/bank-pack.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import { contactFormSchema } from '#src/domain/catalogue/contact-form.ts'
import { noticesFileSchema } from '#src/domain/catalogue/notices.ts'
import { customersFileSchema } from '#src/domain/catalogue/test-customers.ts'
import { loadProducts } from './load-products.ts'
import { BankPackError, locate, readText, readYaml } from './pack-file.ts'

const logoBytesMax = 20_000

/**
 * The pack in a folder with `bank.yaml`, `customers.yaml`, `activity.yaml`, `products.yaml`, `contact.yaml`, the logo, and
 * where the bank has them `notices.yaml` and `apis/`. Throws `BankPackError`.
 */
export async function loadBankPack(folder: string): Promise<BankPack> {
  // One after the other: of several broken files the first is always the one that is named.
  const bank = await readYaml(join(folder, 'bank.yaml'), bankFileSchema)
  const people = await readYaml(join(folder, 'customers.yaml'), customersFileSchema)
  const activity = await readYaml(join(folder, 'activity.yaml'), activityFileSchema)
  const crossed = findActivityProblems(activity.value, people.value.accounts)
  if (crossed.length > 0) {
    const toProblem = ({ path, reason }: (typeof crossed)[number]) => locate(activity, path, reason)
    throw new BankPackError(crossed.map(toProblem))
  }
  const { brand, ...rest } = bank.value
  const logoSvg = await readLogo(join(folder, brand.logo))
  const products = await loadProducts(folder)
  const contact = await readYaml(join(folder, 'contact.yaml'), contactFormSchema)
  return {
    ...rest,
    brand: { tokens: brand.tokens, logoSvg },
    customers: people.value.customers,
    accounts: people.value.accounts,
    activity: activity.value,
    products,
    contact: contact.value,
    notices: await readNotices(join(folder, 'notices.yaml')),
  }
}

async function readNotices(file: string): Promise<BankPack['notices']> {
  if (!existsSync(file)) return []
  return (await readYaml(file, noticesFileSchema)).value.notices
}

/** The logo goes into pages as it is: nothing in it may run or reach outside. */
async function readLogo(file: string): Promise<string> {
  const svg = (await readText(file)).trim()
  const refuse = (reason: string) => new BankPackError([{ file, place: '', reason }])
  if (svg.length > logoBytesMax) throw refuse(`larger than ${logoBytesMax} characters`)
  if (!/^<svg[\s>][\s\S]*<\/svg>$/u.test(svg)) throw refuse('not an SVG that begins with <svg')
  if (
    /<(?:script|foreignObject|style|image|use|a)[\s>/]|\son\w+\s*=|(?:href|style)\s*=|url\(|<!|<\?|&/iu.test(
      svg,
    )
  )
    throw refuse('holds more than shapes (script, style, link or reference)')
  return svg
}
