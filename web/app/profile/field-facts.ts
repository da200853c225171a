/** What is to be known of a field of the bank profile in every language. Texts are in the files beside. */

export interface FieldFacts {
  /** The rule that leaves the choice to the bank. */
  reference: string
  /** The first value counts most. */
  isOrdered?: true
}

export const fieldFacts: Readonly<Record<string, FieldFacts>> = {
  'consents.models': { reference: 'BG IG 1.3 §6.3' },
  'consents.lifetimeDays': { reference: 'RTS 2018/389 art. 10a (2022/2360)' },
  'consents.frequencyPerDay': { reference: 'RTS 2018/389 art. 36(5)(b)' },
  'consents.dayOfCount': { reference: 'RTS 2018/389 art. 36(5)(b)' },
  'consents.historyDaysWithoutSca': { reference: 'RTS 2018/389 art. 10a(1)' },
  'consents.freshScaMinutes': { reference: 'RTS 2018/389 art. 10a(1)' },
  'consents.hasCombinedService': { reference: 'BG XS2A 1.3.11, combinedServiceIndicator' },
  'consents.hasOwnerName': { reference: 'BG XS2A 1.3.11, additionalInformation' },
  'sca.approaches': { reference: 'BG XS2A 1.3.11, ASPSP-SCA-Approach', isOrdered: true },
  'sca.startMode': { reference: 'BG XS2A 1.3.11, TPP-Explicit-Authorisation-Preferred' },
  'sca.attemptsMax': { reference: 'RTS 2018/389 art. 4(3)(b)' },
  'sca.blockMinutes': { reference: 'RTS 2018/389 art. 4(3)(b)' },
  'sca.idleMinutes': { reference: 'RTS 2018/389 art. 4(3)(d)' },
  'sca.hasConfirmationCode': { reference: 'BG XS2A 1.3.11, confirmationCode' },
  'sca.redirectMinutes': { reference: 'BG XS2A 1.3.11, scaRedirect' },
  'accounts.bookingStatuses': { reference: 'BG XS2A 1.3.11, bookingStatus' },
  'accounts.delta': { reference: 'BG XS2A 1.3.11, entryReferenceFrom, deltaList' },
  'accounts.hasStandingOrders': { reference: 'BG XS2A 1.3.11, bookingStatus=information' },
  'accounts.hasCardAccounts': { reference: 'BG XS2A 1.3.11, /v1/card-accounts' },
  'accounts.hasCamt053': { reference: 'BG XS2A 1.3.11, camt.053' },
  'accounts.downloadFromEntries': { reference: 'BG XS2A 1.3.11, _linksDownload' },
  'funds.isOffered': { reference: 'BG XS2A 1.3.11, /v1/funds-confirmations' },
  'funds.questionsPerDay': { reference: 'Directive (EU) 2015/2366 art. 65(3)' },
  'notifications.isOffered': { reference: 'BG Lean Push 1.0, TPP-Notification-URI' },
  'notifications.contents': { reference: 'BG Lean Push 1.0, TPP-Notification-Content-Preferred' },
  'notifications.retry': { reference: 'BG Lean Push 1.0' },
  errorForm: { reference: 'RFC 9457; BG XS2A 1.3.11, Error400_AIS' },
  identification: { reference: 'RTS 2018/389 art. 34' },
}
