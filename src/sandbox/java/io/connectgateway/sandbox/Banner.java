package io.connectgateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/** The sandbox prints this when it is ready: its address, and a command to try. */
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
                "  Callers    "
                        + (sandbox.mintsTokens()
                                ? "tokens of the sandbox"
                                : partner().description()),
                "  Demo shop  " + sandbox.apiUrl() + "/shop",
                "",
                sandbox.mintsTokens()
                        ? "Create a session for a known user:"
                        : "Put a token into TOKEN, and create a session:",
                "",
                curl(url, body(sandbox)),
                "",
                "Then, with the id in its answer and the same header:  GET or PATCH " + url + "/{id}",
                sandbox.mintsTokens()
                        ? "Tokens of other callers: " + sandbox.apiUrl()
                                + "/sandbox/tokens/visitor (new-customer, backend)"
                        : "The sandbox issues no tokens. If it refuses one, it prints the reason here.",
                webhooks(),
                "Ctrl-C ends the sandbox.",
                "");
    }

    private String webhooks() {
        Map<String, String> receiver = sandbox.webhookReceiver();
        if (receiver.isEmpty()) {
            return "";
        }
        String environment = receiver.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining(" "));
        return String.join(
                "\n",
                "",
                "Webhooks go to " + sandbox.options.webhook() + ". The receiver needs these variables:",
                "",
                "export " + environment,
                "");
    }

    private PartnerAuthorizer partner() {
        return sandbox.options.authorizer();
    }

    private String curl(String url, JsonObject body) {
        String header = sandbox.mintsTokens()
                ? "'Authorization: Bearer " + sandbox.token(SandboxCaller.KNOWN_USER) + "'"
                : "\"" + partner().header() + "\"";
        return "curl -s " + url + " -H " + header + " -H 'Content-Type: application/json' -d '" + body.encode() + "'";
    }

    static JsonObject body(Sandbox sandbox) {
        return JsonObject.of("callbackUrl", sandbox.apiUrl() + "/shop/callback")
                .put(
                        "intent",
                        JsonObject.of("type", "checkoutNewSubscription")
                                .put("checkoutNewSubscription", new JsonObject()));
    }
}
