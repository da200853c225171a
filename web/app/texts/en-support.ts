/** English texts of contact, notices and an app's World. */
export const enSupport = {
  'contact.title': 'Contact us',
  'contact.send': 'Send the message',
  'contact.optional': '{{label}} (optional)',
  'contact.choose': 'Choose…',
  'contact.kept':
    'Your message is stored with us and erased after twelve months. It goes to the people at {{bank}} who look after the portal, and to nobody else.',
  'contact.trap': 'Leave this field empty; it is there to catch robots',
  'contact.trapped':
    'The field that must stay empty was filled in, as robots do. It is empty again: press Send once more. Your mail has not been sent.',
  'contact.missing': '{{label}} is an obligatory field',
  'contact.long': '{{label}} is too long: write at most {{max}} characters',
  'contact.email': '{{label}}: write an address like name@example.com',
  'contact.choice': '{{label}} holds no choice of the list',
  'contact.unsent': 'Your mail has not been sent',
  'contact.unsentText':
    'We could not store it just now. Everything you wrote is still below: send it again in a few minutes.',
  'contact.tooMany':
    'Your mail has not been sent, because very many came within the hour. Everything you wrote is still below: send it again in {{wait}}.',
  'contact.wrongForm':
    'Your mail has not been sent, because the form has changed since you opened it. Check the fields and send it again.',
  'contact.done': 'Thank you, your message has reached us',
  'contact.doneText': 'Your reference is',
  'contact.next': 'What happens now',
  'contact.next1': 'A person at {{bank}} reads your message.',
  'contact.next2': 'The answer comes by mail to {{email}}.',
  'contact.next3': 'If you write again about the same thing, name the reference.',
  'contact.home': 'To the first page',
  'unavailable.title': 'This page cannot be shown just now',
  'unavailable.text':
    'Something we need for it is away for a moment. Load the page again in a minute; what you had saved is kept.',
  'tooLarge.title': 'What you sent is too large',
  'tooLarge.text':
    'A form may hold 64 kB at most, so nothing was read or saved. Go back in your browser: what you wrote is still there. Shorten it and send it again.',

  'notices.title': 'Notices',
  'notices.maintenance': 'Maintenance',
  'notices.incident': 'Incident',
  'notices.now': 'now',
  'notices.none': 'No maintenance is announced and no incident is known.',

  'world.title': 'The World of {{name}}',
  'world.lead':
    'Your app’s own copy of the test bank. What your app does here is seen by no other app.',
  'world.back': 'Back to {{name}}',
  'world.clock': 'Clock',
  'world.now': 'The time in the World',
  'world.ahead': 'Against real time',
  'world.aheadNot': 'The same',
  'world.aheadBy': '{{seconds}} seconds ahead',
  'world.customers': 'Customers',
  'world.customersText':
    'Name a customer by the id: as login_hint when you send somebody to approve, or as customerId in the World API.',
  'world.noAccounts': 'Has no account here.',
  'world.id': 'Customer id',
  'world.accountsOf': 'Accounts of {{name}}',
  'world.reset': 'Start the World anew',
  'world.resetText': 'This is what happens when you confirm:',
  'world.reset1':
    'Every consent given in the World ends at once, and every access and refresh token with it.',
  'world.reset2': 'Authorizations that are under way end too.',
  'world.reset3': 'The clock goes back to real time.',
  'world.reset4':
    'The customers, their accounts and the bank profile are as on the first day; test data of your own is gone. The app, its Client Secret and its list of calls stay.',
  'world.confirm': 'Yes, end all access in this World',
  'world.confirmMissing': 'Tick the box to confirm that all access in the World ends.',
  'world.resetGo': 'Start the World anew',
  'world.resetDone': 'The World is as new. All access that was given in it has ended.',
  'world.none': 'There is no World here',
  'world.noneText':
    'This installation serves the portal without the sandbox, so your app has no World to show. The app itself works as before.',
  'app.world': 'World',
  'app.worldText':
    'The app’s own copy of the test bank: its customers, what each is good for, their accounts, and a fresh start.',
  'app.worldGo': 'Open the World',
  'app.callsOlder': 'Older calls',
  'app.callsNewest': 'Newest calls',
  'app.callsEnd': 'There are no older calls.',
  'app.callsNext': 'See who can approve: the customers of this app’s World',
  'app.notFoundNext':
    'Check it against the header X-Request-ID that your app sent: it is compared to the letter. Calls without a valid token belong to no app and are not here.',
}
