/** The words of every mail, in English and Swedish. Plain text only; nothing a stranger typed ever gets into one. */

/** What the farewell promises, and the erasure keeps. */
export const erasedAfterDays = 14

export type MailLanguage = 'en' | 'sv'

export type MailKind =
  | 'activation'
  | 'already-registered'
  | 'password-reset'
  | 'password-changed'
  | 'account-deleted'
  | 'secret-created'
  | 'secret-revoked'

export interface MailWords {
  readonly subject: string
  readonly paragraphs: readonly string[]
}

/** What a text can name: the bank and the page its reader should open. */
export interface MailFacts {
  readonly bankName: string
  readonly link: string
}

type Texts = Readonly<Record<MailKind, (facts: MailFacts) => MailWords>>

const en: Texts = {
  activation: ({ bankName, link }) => ({
    subject: `Activate your account at ${bankName} for developers`,
    paragraphs: [
      `Welcome. Open this link to choose a password and activate your account at ${bankName} for developers:`,
      link,
      'The link works once and for 24 hours. When it has expired, ask for a new one on the page for a lost password.',
      'If you did not sign up, do nothing: without the link no account comes into being.',
    ],
  }),
  'already-registered': ({ bankName, link }) => ({
    subject: `You already have an account at ${bankName} for developers`,
    paragraphs: [
      `Somebody, probably you, tried to sign up at ${bankName} for developers with this address. It already has an account, and nothing has changed.`,
      'If you have lost your password, you can set a new one here:',
      link,
      'If it was not you, you need to do nothing.',
    ],
  }),
  'password-reset': ({ bankName, link }) => ({
    subject: `Set a new password at ${bankName} for developers`,
    paragraphs: [
      'Open this link to set a new password:',
      link,
      'The link works once and for 24 hours. A new password ends all sessions.',
      'If you did not ask for it, do nothing: your password stays as it is.',
    ],
  }),
  'password-changed': ({ bankName, link }) => ({
    subject: `Your password at ${bankName} for developers has been changed`,
    paragraphs: [
      `The password of your account at ${bankName} for developers has just been changed.`,
      'If it was not you, set a new one at once:',
      link,
    ],
  }),
  'account-deleted': ({ bankName, link }) => ({
    subject: `Your account at ${bankName} for developers has been deleted`,
    paragraphs: [
      'Your account has been deleted. Your apps and all their access have ended.',
      `After ${erasedAfterDays} days your address, your apps with everything in them and your messages to us are erased here. What stays are records of calls and changes by number, which then lead to nobody.`,
      'You are welcome back at any time:',
      link,
    ],
  }),
  'secret-created': ({ bankName, link }) => ({
    subject: `A new Client Secret at ${bankName} for developers`,
    paragraphs: [
      'A new Client Secret has just been made for one of your apps. Older ones of the app end at the time that was chosen. These are the secrets in force:',
      link,
      'If it was not you, revoke it there and change your password at once.',
    ],
  }),
  'secret-revoked': ({ bankName, link }) => ({
    subject: `A Client Secret at ${bankName} for developers has been revoked`,
    paragraphs: [
      'A Client Secret of one of your apps has just been revoked. It is refused from now on, and so are the access tokens that were issued to it. These are the secrets still in force:',
      link,
      'If it was not you, change your password at once.',
    ],
  }),
}

const sv: Texts = {
  activation: ({ bankName, link }) => ({
    subject: `Aktivera ditt konto hos ${bankName} för utvecklare`,
    paragraphs: [
      `Välkommen. Öppna länken för att välja ett lösenord och aktivera ditt konto hos ${bankName} för utvecklare:`,
      link,
      'Länken fungerar en gång och i 24 timmar. När den har gått ut kan du begära en ny på sidan för glömt lösenord.',
      'Om du inte har registrerat dig behöver du inte göra något: utan länken blir det inget konto.',
    ],
  }),
  'already-registered': ({ bankName, link }) => ({
    subject: `Du har redan ett konto hos ${bankName} för utvecklare`,
    paragraphs: [
      `Någon, troligen du, försökte registrera sig hos ${bankName} för utvecklare med den här adressen. Den har redan ett konto, och ingenting har ändrats.`,
      'Om du har glömt ditt lösenord kan du välja ett nytt här:',
      link,
      'Om det inte var du behöver du inte göra något.',
    ],
  }),
  'password-reset': ({ bankName, link }) => ({
    subject: `Välj ett nytt lösenord hos ${bankName} för utvecklare`,
    paragraphs: [
      'Öppna länken för att välja ett nytt lösenord:',
      link,
      'Länken fungerar en gång och i 24 timmar. Ett nytt lösenord avslutar alla sessioner.',
      'Om du inte har bett om det behöver du inte göra något: ditt lösenord är oförändrat.',
    ],
  }),
  'password-changed': ({ bankName, link }) => ({
    subject: `Ditt lösenord hos ${bankName} för utvecklare har ändrats`,
    paragraphs: [
      `Lösenordet till ditt konto hos ${bankName} för utvecklare har just ändrats.`,
      'Om det inte var du, välj genast ett nytt:',
      link,
    ],
  }),
  'account-deleted': ({ bankName, link }) => ({
    subject: `Ditt konto hos ${bankName} för utvecklare är borttaget`,
    paragraphs: [
      'Ditt konto är borttaget. Dina appar och all deras åtkomst har upphört.',
      `Efter ${erasedAfterDays} dagar raderas din adress, dina appar med allt i dem och dina meddelanden till oss här. Kvar blir poster om anrop och ändringar med nummer, som då inte leder till någon.`,
      'Du är välkommen tillbaka när du vill:',
      link,
    ],
  }),
  'secret-created': ({ bankName, link }) => ({
    subject: `En ny Client Secret hos ${bankName} för utvecklare`,
    paragraphs: [
      'En ny Client Secret har just skapats för en av dina appar. Appens äldre upphör vid den tid som valdes. De här gäller nu:',
      link,
      'Om det inte var du, spärra den där och byt genast ditt lösenord.',
    ],
  }),
  'secret-revoked': ({ bankName, link }) => ({
    subject: `En Client Secret hos ${bankName} för utvecklare har spärrats`,
    paragraphs: [
      'En Client Secret för en av dina appar har just spärrats. Den avvisas från och med nu, och det gör även de åtkomsttoken som utfärdats till den. De här gäller fortfarande:',
      link,
      'Om det inte var du, byt genast ditt lösenord.',
    ],
  }),
}

/** The texts by language. */
export const mailTexts: Readonly<Record<MailLanguage, Texts>> = { en, sv }
