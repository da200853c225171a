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
         * @description Sends a mail with an activation link that is valid for 24 hours. The answer does not tell whether the address has an account.
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
         * @description The token of the link in the activation mail. It works once, for 24 hours, and opens a session, because it proves the mailbox.
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
         * @description Sessions, apps and their access end at once; what is kept about the account is erased after 14 days.
         */
        delete: operations["deleteAccount"];
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
         * @description Other sessions of the account end.
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SignUp: {
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
            language?: components["schemas"]["Language"];
        };
        Credentials: {
            email: string;
            password: string;
        };
        Address: {
            email: components["schemas"]["Email"];
            language?: components["schemas"]["Language"];
        };
        LinkToken: {
            token: string;
        };
        NewPassword: {
            password: components["schemas"]["Password"];
        };
        PasswordChange: {
            currentPassword: string;
            newPassword: components["schemas"]["Password"];
        };
        Farewell: {
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
            /** Format: date-time */
            createdAt: string;
        };
        AppList: {
            apps: components["schemas"]["App"][];
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
                "application/json": components["schemas"]["SignUp"];
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
                "application/json": components["schemas"]["LinkToken"];
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
            /** @description If the address has an account */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
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
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
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
        };
    };
}
