/** Made from openapi/portal.yaml by `npm run contracts`; never edited by hand. */
export interface paths {
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Sends a mail with an activation link that is valid for 24 hours; who opens it chooses the password. The answer does not tell whether the address has an account.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate an account
         * @description The token of the link in the activation mail, and the password of the account. The link works once, for 24 hours, and opens a session, because it proves the mailbox. A refused password does not use it up.
         */
        post: operations["activateAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to set a new password
         * @description For an account that is not active yet it is a new activation link. Older links stop working. The answer does not tell whether the address has an account.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token of the link in the mail. */
                token: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set a new password
         * @description Works once. Every session of the account ends, and its limits on signing in are lifted.
         */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read my account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Delete my account
         * @description Asks for the password again. Sessions, apps and their access end at once; address, apps with everything in them and messages are erased after 14 days.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Save what is kept about me
         * @description The account, its organisations, sessions, mails and messages, the apps with their Worlds, consents and notifications, and the history of the account. Secrets are not in it. GDPR Art. 15 and 20.
         */
        get: operations["exportAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my password
         * @description Every session of the account ends; the answer opens a new one in place of the one it was asked from.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my apps */
        get: operations["listApps"];
        put?: never;
        /**
         * Make an app
         * @description The Client Secret is shown in this answer only. The app gets a World of its own in the sandbox.
         */
        post: operations["createApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /** Read an app */
        get: operations["getApp"];
        put?: never;
        post?: never;
        /**
         * Delete an app
         * @description Its credentials, consents and tokens stop working at once.
         */
        delete: operations["deleteApp"];
        options?: never;
        head?: never;
        /** Rename an app or change its redirect URIs */
        patch: operations["updateApp"];
        trace?: never;
    };
    "/apps/{id}/subscriptions/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                productId: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Give an app an API product
         * @description Open products at once. Restricted products are opened by the bank. Products that every app has change nothing.
         */
        put: operations["subscribe"];
        post?: never;
        /** Take an API product from an app */
        delete: operations["unsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /** List an app's latest calls */
        get: operations["listCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * List the notifications pushed to an app
         * @description The delivery log of `TPP-Notification-URI`, the newest hundred first; kept for 30 days.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/world": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * Read an app's World
         * @description The test customers of the app's own copy of the bank and its clock. Where no sandbox runs the answer is 404.
         */
        get: operations["getWorld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/world/reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an app's World anew
         * @description Ends every consent and token in the World at once and sets its clock back to real time. The customers are as on the first day.
         */
        post: operations["resetAppWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/world/test-data": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * Read the test data of an app's World
         * @description In the form in which it can be changed and put back. Until something was put it is what the bank brings along, with the newest 50 transactions of each account and status.
         */
        get: operations["getWorldTestData"];
        /**
         * Replace the test data of an app's World
         * @description All or nothing, at most 1 MB, effective on the next call. `/sandbox/world/v1/schema.json` explains every field.
         *     PSU ids are unique within the World, and so is an IBAN together with its currency. Between data of your own an account keeps its id as long as both stay.
         */
        put: operations["replaceWorldTestData"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/world/profile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * Read the bank profile of an app's World
         * @description Every choice that the framework leaves to a bank, as it holds in the World.
         */
        get: operations["getWorldProfile"];
        put?: never;
        post?: never;
        /**
         * Give an app's World the bank's own profile
         * @description Forgets every change of the World's. The rest of the World stays as it is.
         */
        delete: operations["resetWorldProfile"];
        options?: never;
        head?: never;
        /**
         * Change the bank profile of an app's World
         * @description A JSON merge patch (RFC 7396), effective on the next call. A member set to null goes back to the framework's default.
         */
        patch: operations["changeWorldProfile"];
        trace?: never;
    };
    "/bank-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the bank's profile
         * @description What the bank has chosen where the framework leaves a choice, the schema of every profile, and where the interface differs from the standard.
         */
        get: operations["getBankProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contact-form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the contact form
         * @description The fields differ from bank to bank. Exactly one is an e-mail address and one a long text.
         */
        get: operations["getContactForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contact-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write to the people behind the portal
         * @description The message is stored before the answer and then mailed; it is erased after twelve months. Signing in is not needed. At most 30 an hour from one developer or place.
         */
        post: operations["sendContactMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the test console can be used with
         * @description The apps of who is signed in, and the test customers that can give consent. Signing in is not needed.
         */
        get: operations["getConsole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an operation of a product in the sandbox
         * @description The call is made over HTTP at the front door, with an access token that is got by walking the consent of the
         *     test customer, or with the app's own token. Whatever the interface answers is an answer here, errors too.
         *     Signing in is not needed: without `appId` a demo app is lent, with a World that nobody else is in, 30 calls in ten minutes from one
         *     place. It is taken back after half an hour without a call, or after a day. It gets no notifications: `TPP-Notification-*` is left out.
         */
        post: operations["callFromConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the portal
         * @description Finds guides, questions, terms, products, operations, error codes and pages in one language, best first. Endings are guessed and misspellings forgiven; without a hit for all words those with any of them are shown.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notices
         * @description Maintenance and incidents, current and upcoming, by their beginning. A new notice shows within seconds.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API products
         * @description The whole catalogue, in the bank's own order. Texts come in both languages.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an API product. */
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        /** Read one API product */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an API product. */
                productId: components["parameters"]["ProductId"];
                version: components["parameters"]["ProductVersion"];
            };
            cookie?: never;
        };
        /**
         * Read the reference of a version
         * @description Every operation, made from the OpenAPI document of the version. The document itself is at `/apis/{productId}/{version}/openapi.json`.
         */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{productId}/versions/{version}/operations/{operationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an API product. */
                productId: components["parameters"]["ProductId"];
                version: components["parameters"]["ProductVersion"];
                operationId: string;
            };
            cookie?: never;
        };
        /** Read one operation */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * List an app's test certificates
         * @description Revoked and expired ones too. They exist in the sandbox only.
         */
        get: operations["listCertificates"];
        put?: never;
        /**
         * Issue a test certificate
         * @description A client certificate in the shape of a QWAC with the PSD2 roles of a TPP, for calls on the TLS address. It is issued by the sandbox's
         *     own authority for test TPPs and opens nothing but the app's World. It is no server's: no caller should trust that authority, which is
         *     another one than that of `/ca.pem`. Without `csr` a key is made and is in this answer only.
         *     Every certificate of an app names the same organizationIdentifier, so a new one keeps the consents of the old one.
         */
        post: operations["createCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/certificates/{certificateId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                certificateId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a test certificate
         * @description The next call with it is refused. The app's consents stay.
         */
        delete: operations["revokeCertificate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * List an app's Client Secrets
         * @description Those in force, without the secrets themselves.
         */
        get: operations["listClientSecrets"];
        put?: never;
        /**
         * Make a new Client Secret
         * @description It is in this answer only. The older one goes on for as many hours as are named here, so that every copy of the app can change over; 0 ends it at once.
         *     Two may be in force at a time. The owner gets a mail.
         */
        post: operations["createClientSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{id}/secrets/{secretId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                secretId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a Client Secret
         * @description It is refused from the next call on, and so are the access tokens issued to it. What customers gave stays. The owner gets a mail.
         */
        delete: operations["revokeClientSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        BothLanguages: {
            en: string;
            sv: string;
        };
        VersionHead: {
            version: string;
            /** @enum {string} */
            status: "upcoming" | "current" | "deprecated";
            /**
             * Format: date
             * @description First day in production.
             */
            from: string;
            /**
             * Format: date
             * @description Last day, when it is known.
             */
            until?: string;
            environments: ("sandbox" | "production")[];
            /** @description Path of the sandbox. */
            basePath: string;
        };
        ProductFacts: {
            /** @description Also the scope of a token for it. */
            id: string;
            name: components["schemas"]["BothLanguages"];
            summary: components["schemas"]["BothLanguages"];
            group: components["schemas"]["BothLanguages"];
            segments: ("private" | "corporate")[];
            /** @enum {string} */
            access: "open" | "restricted";
            /** @description Every app has it; nobody subscribes. */
            isForEveryApp: boolean;
            price: components["schemas"]["BothLanguages"];
        };
        ProductHead: components["schemas"]["ProductFacts"] & {
            versions: components["schemas"]["VersionHead"][];
        };
        Product: components["schemas"]["ProductFacts"] & {
            description: components["schemas"]["BothLanguages"];
            accessText: components["schemas"]["BothLanguages"];
            /** @description Calls a day that one app may make in the sandbox. */
            dailyQuota?: number;
            versions: (components["schemas"]["VersionHead"] & {
                changes: {
                    /** Format: date */
                    on: string;
                    text: components["schemas"]["BothLanguages"];
                }[];
                operations: {
                    operationId: string;
                    method: string;
                    path: string;
                    summary: string;
                    tag: string;
                }[];
            })[];
        };
        OperationHead: {
            operationId: string;
            method: string;
            path: string;
            summary: string;
            tag: string;
            isDeprecated: boolean;
        };
        /** @description A schema as it is drawn; what it holds stands inside of it. */
        SchemaView: {
            type: string;
            name?: string;
            description?: string;
            constraints: {
                kind: string;
                value: string;
            }[];
            values?: string[];
            properties?: {
                name: string;
                isRequired: boolean;
                isDeprecated: boolean;
                schema: components["schemas"]["SchemaView"];
            }[];
            items?: components["schemas"]["SchemaView"];
            additional?: components["schemas"]["SchemaView"];
            variants?: {
                /** @enum {string} */
                kind: "one" | "any";
                schemas: components["schemas"]["SchemaView"][];
            };
            /** @description It contains itself and is not drawn again. */
            isRecursive?: boolean;
        };
        ReferenceContent: {
            mediaType: string;
            schema: components["schemas"]["SchemaView"];
            examples: {
                name: string;
                value?: unknown;
            }[];
        };
        ReferenceOperation: components["schemas"]["OperationHead"] & {
            description: string;
            security: string[];
            parameters: {
                name: string;
                /** @enum {string} */
                in: "path" | "query" | "header";
                isRequired: boolean;
                isDeprecated: boolean;
                description: string;
                schema: components["schemas"]["SchemaView"];
                example?: unknown;
            }[];
            body?: {
                isRequired: boolean;
                contents: components["schemas"]["ReferenceContent"][];
            };
            responses: {
                status: string;
                description: string;
                headers: {
                    name: string;
                    description: string;
                    schema: components["schemas"]["SchemaView"];
                }[];
                contents: components["schemas"]["ReferenceContent"][];
                errorCodes: string[];
            }[];
            samples: {
                /** @enum {string} */
                language: "curl" | "typescript";
                text: string;
            }[];
        };
        ApiReference: {
            title: string;
            version: string;
            description: string;
            tags: {
                name: string;
                description: string;
            }[];
            operations: components["schemas"]["ReferenceOperation"][];
        };
        Credentials: {
            email: string;
            password: string;
        };
        Address: {
            email: components["schemas"]["Email"];
            language?: components["schemas"]["Language"];
        };
        Activation: {
            token: string;
            password: components["schemas"]["Password"];
        };
        NewPassword: {
            password: components["schemas"]["Password"];
        };
        PasswordChange: {
            currentPassword: string;
            newPassword: components["schemas"]["Password"];
        };
        Farewell: {
            currentPassword: string;
            /** @description Why; welcome and never needed. */
            reason?: string;
        };
        /** @description An e-mail address. */
        Email: string;
        /** @description At least 15 characters, at most 128; any characters; none of the common ones. */
        Password: string;
        /**
         * @description Language of the mail.
         * @enum {string}
         */
        Language: "en" | "sv";
        SearchAnswer: {
            /** @description How many were found */
            total: number;
            results: components["schemas"]["SearchResult"][];
        };
        SearchResult: {
            /** @enum {string} */
            kind: "guide" | "question" | "term" | "product" | "operation" | "error" | "page";
            title: string;
            /** @description Path on this host */
            address: string;
            /** @description Plain text around the first word that was found. */
            excerpt: string;
        };
        Session: {
            /** @description Send it as `Authorization` with the scheme Bearer. */
            token: string;
            /** Format: date-time */
            expiresAt: string;
        };
        ActivatedSession: {
            token: string;
            /** Format: date-time */
            expiresAt: string;
            email: string;
        };
        /** @description Members as the portal keeps them; times are date-times. */
        AccountExport: {
            /** @description Address, language, state and times. */
            account: Record<string, never>;
            organisations: Record<string, never>[];
            /** @description Also those deleted and not yet erased, each with its test data, subscriptions, certificates, consents and notifications. */
            apps: Record<string, never>[];
            sessions: Record<string, never>[];
            mails: Record<string, never>[];
            messages: Record<string, never>[];
            history: Record<string, never>[];
        };
        Account: {
            id: string;
            email: string;
            language: components["schemas"]["Language"];
            /** Format: date-time */
            createdAt: string;
            organisations: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "owner";
            }[];
        };
        NewApp: {
            name: components["schemas"]["AppName"];
            redirectUris: components["schemas"]["RedirectUris"];
            type?: components["schemas"]["AppType"];
        };
        AppChange: {
            name?: components["schemas"]["AppName"];
            redirectUris?: components["schemas"]["RedirectUris"];
        };
        /** @description Names may repeat. */
        AppName: string;
        /**
         * @default web
         * @enum {string}
         */
        AppType: "web" | "native";
        /** @description Exact addresses on https, or http on loopback. A native app's loopback address fits any port (RFC 8252). */
        RedirectUris: string[];
        App: {
            id: string;
            name: string;
            type: components["schemas"]["AppType"];
            redirectUris: components["schemas"]["RedirectUris"];
            clientId: string;
            /** @description The last four characters of the Client Secret. */
            secretHint?: string;
            /** @description Ids of the API products the app has subscribed to, oldest first. */
            subscriptions: string[];
            /** Format: date-time */
            createdAt: string;
        };
        CreatedApp: {
            id: string;
            name: string;
            type: components["schemas"]["AppType"];
            redirectUris: components["schemas"]["RedirectUris"];
            clientId: string;
            /** @description Shown once. */
            clientSecret: string;
            secretHint?: string;
            /** @description Ids of the API products the app has subscribed to, oldest first. */
            subscriptions: string[];
            /** Format: date-time */
            createdAt: string;
        };
        AppList: {
            apps: components["schemas"]["App"][];
        };
        NewClientSecret: {
            /** @description How long the older secret goes on. */
            overlapHours: number;
        };
        ClientSecret: {
            id: string;
            /** @description The last four characters. */
            hint: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To five minutes.
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             * @description When it ends because a newer one replaces it.
             */
            endsAt: string | null;
        };
        CreatedClientSecret: {
            id: string;
            hint: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** Format: date-time */
            endsAt: string | null;
            /** @description Shown once. */
            clientSecret: string;
        };
        ClientSecretList: {
            secrets: components["schemas"]["ClientSecret"][];
        };
        /** @enum {string} */
        TppRole: "AISP" | "PISP" | "PIISP";
        NewCertificate: {
            roles: components["schemas"]["TppRole"][];
            /** @description A certificate request (PKCS #10) in PEM. Its key is used, its names are not. */
            csr?: string;
        };
        IssuedCertificate: {
            id: string;
            /** @description PEM. */
            certificate: string;
            /** @description The issuer, PEM: to be sent along where a client wants a whole chain, never to be trusted as that of a server. */
            chain: string;
            /** @description PKCS #8 in PEM; shown once. */
            privateKey?: string;
            /** @description The name of the TPP in every certificate of the app. */
            organisationIdentifier: string;
            roles: components["schemas"]["TppRole"][];
            /** @description SHA-256 of the certificate in hexadecimal. */
            thumbprint: string;
            /** Format: date-time */
            notAfter: string;
        };
        TestData: {
            customers: {
                [key: string]: unknown;
            }[];
            accounts: {
                [key: string]: unknown;
            }[];
        };
        /** @description Groups of fields; the schema that `/bank-profile` gives names them all. */
        Profile: {
            [key: string]: unknown;
        };
        BankProfile: {
            profile: components["schemas"]["Profile"];
            /** @description JSON Schema 2020-12. */
            schema: {
                [key: string]: unknown;
            };
            deviations: components["schemas"]["Deviation"][];
        };
        Deviation: {
            place: components["schemas"]["BothLanguages"];
            ours: components["schemas"]["BothLanguages"];
            /** @description The rule of the standard and what the interface goes by instead. */
            source: string;
        };
        CertificateList: {
            organisationIdentifier: string;
            certificates: components["schemas"]["Certificate"][];
        };
        Certificate: {
            id: string;
            roles: components["schemas"]["TppRole"][];
            thumbprint: string;
            serial: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            notAfter: string;
            /** Format: date-time */
            revokedAt: string | null;
        };
        NotificationList: {
            notifications: components["schemas"]["Notification"][];
        };
        Notification: {
            /** @description Also the X-Request-ID of the push. */
            id: string;
            /** @enum {string} */
            resource: "consent";
            resourceId: string;
            /** @description There when it tells an SCA status. */
            authorisationId?: string;
            /** @description The status that is told. */
            status: string;
            /** @description Where it goes. */
            host: string;
            /**
             * @description `refused`: the receiver answered with `answerStatus`. `not-reached`: the address cannot be called: nobody answered, or it is none that we call (public, https, port 443).
             * @enum {string}
             */
            outcome: "queued" | "delivered" | "refused" | "not-reached";
            answerStatus?: number;
            reason?: string;
            attempts: number;
            /** Format: date-time */
            createdAt: string;
        };
        CallList: {
            calls: components["schemas"]["Call"][];
            next?: string;
        };
        Call: {
            id: string;
            requestId: string | null;
            /** Format: date-time */
            arrivedAt: string;
            durationMs: number;
            method: string;
            /** @description Path as in the contract */
            path: string;
            service: string;
            operation: string;
            status: number;
            /** @enum {string} */
            outcome: "answered" | "unanswered" | "error-of-the-bank" | "error-of-the-caller";
            errorCode: string | null;
        };
        Localized: {
            en: string;
            sv: string;
        };
        World: {
            /**
             * Format: date-time
             * @description What the World's clock shows.
             */
            now: string;
            /** @description By how much it is ahead of real time. */
            clockOffsetMs: number;
            customers: components["schemas"]["WorldCustomer"][];
        };
        WorldCustomer: {
            /** @description Also the `login_hint` of the customer. */
            id: string;
            name: string;
            about: components["schemas"]["Localized"];
            accounts: {
                id: string;
                iban: string;
                currency: string;
                name: string;
            }[];
            cardAccounts: {
                /** @description Names the card account in paths. */
                id: string;
                name: string;
                maskedPan: string;
                currency: string;
            }[];
        };
        ContactForm: {
            intro: components["schemas"]["Localized"];
            fields: components["schemas"]["ContactField"][];
        };
        ContactField: {
            id: string;
            label: components["schemas"]["Localized"];
            /** @enum {string} */
            type: "email" | "text" | "longtext" | "choice";
            isObligatory: boolean;
            /** @description In characters. */
            maxLength: number;
            hint?: components["schemas"]["Localized"];
            choices?: {
                id: string;
                label: components["schemas"]["Localized"];
            }[];
        };
        NewContactMessage: {
            /** @description What was written, by the id of the field. */
            fields: {
                [key: string]: string;
            };
            /**
             * @description Language of the sender.
             * @default en
             * @enum {string}
             */
            language: "en" | "sv";
        };
        ContactReceipt: {
            /** @description Name it when you ask about the message. */
            reference: string;
        };
        NoticeList: {
            /** @description Of the bank, for showing the times. */
            timeZone: string;
            notices: components["schemas"]["Notice"][];
        };
        Notice: {
            id: string;
            /** @enum {string} */
            kind: "maintenance" | "incident";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            isCurrent: boolean;
            text: components["schemas"]["Localized"];
        };
        Console: {
            apps: {
                id: string;
                name: string;
            }[];
            customers: components["schemas"]["ConsoleCustomer"][];
        };
        ConsoleCustomer: {
            id: string;
            name: string;
            about: components["schemas"]["Localized"];
            accounts: {
                /** @description Names the account in paths. */
                id: string;
                name: string;
                iban: string;
            }[];
            cardAccounts: {
                /** @description Names the card account in paths. */
                id: string;
                name: string;
                maskedPan: string;
            }[];
        };
        TextsByName: {
            [key: string]: string;
        };
        NewConsoleCall: {
            productId: string;
            version: string;
            operationId: string;
            /** @description One of your apps; a demo app when left out. */
            appId?: string;
            /** @description A random text of your own, so that you keep your demo app. Callers from one place who send none share one. */
            visitor?: string;
            /** @description Who gives consent; the first customer when left out. */
            customerId?: string;
            parameters: {
                path?: components["schemas"]["TextsByName"];
                query?: components["schemas"]["TextsByName"];
                header?: components["schemas"]["TextsByName"];
            };
            /** @description As it is sent; at most 32 kB. */
            body?: string;
            /** @description One of those the operation takes; its first when left out. */
            contentType?: string;
        };
        ConsoleCall: {
            request: {
                method: string;
                url: string;
                headers: components["schemas"]["TextsByName"];
                body?: string;
            };
            response: {
                status: number;
                headers: components["schemas"]["TextsByName"];
                body: string;
                /**
                 * @description Cut after 1 MB; a binary body is left out.
                 * @enum {string}
                 */
                bodyState: "whole" | "cut" | "binary";
                durationMs: number;
                sizeBytes: number;
            };
            /** @description The same call for the shell; the token stands in `ACCESS_TOKEN`. */
            curl: string;
            /** @description Links of the answer that lead to operations of the same document. */
            links: components["schemas"]["ConsoleLink"][];
            requestId: string;
            /** @enum {string} */
            nextHint?: "subscribe" | "account-of-another" | "quota";
        };
        ConsoleLink: {
            rel: string;
            /** @description What the link belongs to; empty when the answer does not name it. */
            of: string;
            operationId: string;
            parameters: {
                path: components["schemas"]["TextsByName"];
                query: components["schemas"]["TextsByName"];
            };
        };
        Problem: {
            /** @description Address of the page on this error. */
            type: string;
            title: string;
            status: number;
            /** @description What to do. */
            detail: string;
            code: string;
            requestId: string;
            errors?: {
                /** @description JSON Pointer to the field. */
                pointer: string;
                code: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description What went wrong and what to do about it (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The id of an API product. */
        ProductId: string;
        ProductVersion: string;
        AppId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Address"];
            };
        };
        responses: {
            /** @description A mail is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    activateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Activation"];
            };
        };
        responses: {
            /** @description The account is active and signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivatedSession"];
                };
            };
            400: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Address"];
            };
        };
        responses: {
            /** @description If the address has an account, a mail is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token of the link in the mail. */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description The new password is in force. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account of the session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Farewell"];
            };
        };
        responses: {
            /** @description The account is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    exportAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is kept, as one JSON object. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountExport"];
                };
            };
            401: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The new password is in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listApps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The apps of my organisations, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppList"];
                };
            };
            401: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApp"];
            };
        };
        responses: {
            /** @description The app and its credentials. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApp"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    deleteApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    updateApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppChange"];
            };
        };
        responses: {
            /** @description The app as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app has the product. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app does not have the product. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listCalls: {
        parameters: {
            query?: {
                /** @description Only the calls with this X-Request-ID. */
                requestId?: string;
                limit?: number;
                /** @description The `next` of an earlier page. */
                before?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The World. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["World"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    resetAppWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The World is as new. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getWorldTestData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers, accounts and transactions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestData"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    replaceWorldTestData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestData"];
                "application/yaml": components["schemas"]["TestData"];
            };
        };
        responses: {
            /** @description The World has this data now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getWorldProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    resetWorldProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The World has the bank's profile. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    changeWorldProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": Record<string, never>;
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The profile as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getBankProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bank's profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankProfile"];
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    getContactForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fields in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactForm"];
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    sendContactMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContactMessage"];
            };
        };
        responses: {
            /** @description The message is stored and on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactReceipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getConsole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Apps and customers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Console"];
                };
            };
            401: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    callFromConsole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConsoleCall"];
            };
        };
        responses: {
            /** @description What was asked and what came back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleCall"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            502: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Words to look for. */
                q: string;
                language?: "en" | "sv";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Current and upcoming notices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The products. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        products: components["schemas"]["ProductHead"][];
                    };
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an API product. */
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product, with the operations of each version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an API product. */
                productId: components["parameters"]["ProductId"];
                version: components["parameters"]["ProductVersion"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiReference"];
                };
            };
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an API product. */
                productId: components["parameters"]["ProductId"];
                version: components["parameters"]["ProductVersion"];
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation, and those before and after it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operation: components["schemas"]["ReferenceOperation"];
                        before?: components["schemas"]["OperationHead"];
                        after?: components["schemas"]["OperationHead"];
                    };
                };
            };
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Certificates, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateList"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCertificate"];
            };
        };
        responses: {
            /** @description The certificate, its issuer, and the key unless `csr` was sent. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCertificate"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    revokeCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                certificateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The certificate is revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listClientSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secrets, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSecretList"];
                };
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClientSecret"];
            };
        };
        responses: {
            /** @description The secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedClientSecret"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    revokeClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["AppId"];
                secretId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret is revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
