/** Every operation of the interface by its operationId. It answers nothing. */
import { accountConsents, fundsConsents } from './consent-kinds.ts'
import type { Xs2aOperation } from './endpoint.ts'
import { checkAvailabilityOfFunds } from './operations/check-availability-of-funds.ts'
import { createConsent } from './operations/create-consent.ts'
import { createFundsConsent } from './operations/create-funds-consent.ts'
import { deleteConsent } from './operations/delete-consent.ts'
import { getAccountList } from './operations/get-account-list.ts'
import { getBalances } from './operations/get-balances.ts'
import { getConsentAuthorisation } from './operations/get-consent-authorisation.ts'
import { getConsentInformation } from './operations/get-consent-information.ts'
import { getConsentScaStatus } from './operations/get-consent-sca-status.ts'
import { getConsentStatus } from './operations/get-consent-status.ts'
import { getFundsConsent } from './operations/get-funds-consent.ts'
import { getTransactionList } from './operations/get-transaction-list.ts'
import { readAccountDetails } from './operations/read-account-details.ts'
import { startConsentAuthorisation } from './operations/start-consent-authorisation.ts'
import { getTransactionDetails } from './operations/get-transaction-details.ts'
import { downloadTransactionList } from './operations/download-transaction-list.ts'
import { getCardAccountList } from './operations/get-card-account-list.ts'
import { readCardAccountDetails } from './operations/read-card-account-details.ts'
import { getCardAccountBalances } from './operations/get-card-account-balances.ts'
import { getCardAccountTransactionList } from './operations/get-card-account-transaction-list.ts'
import { updateConsentsPsuData } from './operations/update-consents-psu-data.ts'

const made: readonly Xs2aOperation[] = [
  createConsent,
  getConsentInformation,
  deleteConsent(accountConsents, 'deleteConsent'),
  getConsentStatus(accountConsents, 'getConsentStatus'),
  startConsentAuthorisation(accountConsents, 'startConsentAuthorisation'),
  getConsentAuthorisation(accountConsents, 'getConsentAuthorisation'),
  getConsentScaStatus(accountConsents, 'getConsentScaStatus'),
  updateConsentsPsuData(accountConsents, 'updateConsentsPsuData'),
  createFundsConsent,
  getFundsConsent,
  deleteConsent(fundsConsents, 'deleteConsentConfirmationOfFunds'),
  getConsentStatus(fundsConsents, 'getConsentConfirmationOfFundsStatus'),
  startConsentAuthorisation(fundsConsents, 'startConsentConfirmationOfFundsAuthorisation'),
  getConsentAuthorisation(fundsConsents, 'getConsentConfirmationOfFundsAuthorisation'),
  getConsentScaStatus(fundsConsents, 'getConsentConfirmationOfFundsScaStatus'),
  updateConsentsPsuData(fundsConsents, 'updateConsentConfirmationOfFundsPsuData'),
  checkAvailabilityOfFunds,
  getAccountList,
  readAccountDetails,
  getBalances,
  getTransactionList,
  getTransactionDetails,
  downloadTransactionList,
  getCardAccountList,
  readCardAccountDetails,
  getCardAccountBalances,
  getCardAccountTransactionList,
]

export const operations: ReadonlyMap<string, Xs2aOperation> = new Map(
  made.map((one) => [one.operationId, one]),
)
