package io.connectgateway.sandbox;

import io.vertx.core.json.JsonObject;

/** What the sandbox says when it is ready: where it is, and one command that shows it work. */
record Banner(Sandbox sandbox) {
    String text() {
        String url = sandbox.apiUrl() + "/connectSessions";
        GigsProject real = sandbox.options.realGigs();
        return String.join(
                "\n",
                "",
                "Sandbox ready: " + sandbox.apiUrl(),
                "  Function   " + sandbox.function().getFileName(),
                "  Gigs       " + (real == null ? "stand-in" : real.url() + ", project " + real.project()),
                "  Demo shop  " + sandbox.apiUrl() + "/shop",
                "",
                "Create a session for a known user:",
                "",
                curl(url, body(sandbox)),
                "",
                "Then, with the id in its answer and the same header:  GET or PATCH " + url + "/{id}",
                "Tokens of other callers: " + sandbox.apiUrl() + "/sandbox/tokens/visitor (new-customer, backend)",
                "",
                "Ctrl-C ends the sandbox.",
                "");
    }

    private String curl(String url, JsonObject body) {
        return "curl -s " + url + " -H 'Authorization: Bearer " + sandbox.token(SandboxCaller.KNOWN_USER)
                + "' -H 'Content-Type: application/json' -d '" + body.encode() + "'";
    }

    static JsonObject body(Sandbox sandbox) {
        return JsonObject.of("callbackUrl", sandbox.apiUrl() + "/shop/callback")
                .put(
                        "intent",
                        JsonObject.of("type", "checkoutNewSubscription")
                                .put("checkoutNewSubscription", new JsonObject()));
    }
}
