package io.connectgateway;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Marked values for secrets and personal data, so that a test finds each wherever it must not be. */
public final class Canaries {

    private static final String TOKEN = "canary_project_token";
    private static final String URL_TOKEN = "canaryUrlToken";
    private static final String EMAIL = "canary.email@shop.example";
    public static final String OWN_EMAIL = "canary.own.email@shop.example";
    private static final String NAME = "Canary Fullname";
    private static final String BIRTHDAY = "1984-02-29";
    public static final String CALLBACK = "https://shop.example/done?order=canaryCallbackQuery";
    private static final String METADATA = "canaryMetadata";
    private static final String AUTHORIZATION = "canaryAuthorization";
    public static final String SECRET = "canaryRestOfTheSecret";
    /** In what Gigs or Secrets Manager answer beyond their contract, which must not be passed on. */
    public static final String UPSTREAM = "canaryUpstream";

    private static final List<String> ALL = List.of("canary", EMAIL, NAME, BIRTHDAY);

    /** Parts of a session: allowed in the body of a success, and nowhere else. */
    private static final Set<String> OF_A_SESSION = Set.of(URL_TOKEN, CALLBACK);

    /** The body of a create, by a backend, with everything personal that it can have. */
    public static final String CREATE = """
            {"callbackUrl":"%s","intent":{"type":"checkoutNewSubscription","checkoutNewSubscription":{}},"userDetails":%s}\
            """.formatted(CALLBACK, userDetails());

    /** The body of an update likewise. */
    public static final String UPDATE = """
            {"callbackUrl":"%s","userDetails":%s}""".formatted(CALLBACK, userDetails());

    /** A session as Gigs returns it. */
    public static final String SESSION = session("\"https://connect.gigs.com/checkout/entry?token=" + URL_TOKEN + "\"");

    /** AWS credentials in configuration, and the name of the secret. */
    public static final Map<String, String> CONFIGURATION = Map.of(
            "connect.gigs.project", "dev",
            "connect.gigs.token-secret", "gigs/token",
            "connect.policy.callback-urls", "https://shop.example/done",
            "aws.region", "eu-central-1",
            "aws.access-key-id", "AKIDCANARY",
            "aws.secret-access-key", "canaryAwsSecretAccessKey",
            "aws.session-token", "canaryAwsSessionToken");

    /** The answer of Secrets Manager. */
    public static final String SECRET_VALUE =
            Json.of(Map.of("SecretString", Json.of(Map.of("token", TOKEN, "other", SECRET)), "ARN", "arn:" + UPSTREAM));

    private Canaries() {}

    /** A session whose {@code url} is this JSON; null for none. */
    public static String session(String url) {
        return "{\"object\":\"connectSession\",\"id\":\"csn_1\",\"user\":null,\"callbackUrl\":\"" + CALLBACK + "\""
                + (url == null ? "" : ",\"url\":" + url) + "}";
    }

    /** An event with a caller and headers that hold secrets. */
    public static Event addTo(Event event) {
        return event.claims(Map.of(
                        "sub", "backend",
                        "client_id", "shop-backend",
                        "scope", "connect:backend",
                        "email", OWN_EMAIL,
                        "email_verified", "true"))
                .header("authorization", "Bearer " + AUTHORIZATION)
                .header("cookie", "session=" + AUTHORIZATION);
    }

    private static String userDetails() {
        return Json.of(Map.of(
                "email", EMAIL, "fullName", NAME, "birthday", BIRTHDAY, "metadata", Map.of("referral", METADATA)));
    }

    /** Looks for them in a log. */
    public static void assertNoneIn(Iterable<String> lines) {
        lines.forEach(line -> assertNone("the log", line));
    }

    /** Looks for them in an answer. */
    public static void assertNoneIn(Event.Answer answer) {
        assertNone("a header", answer.headers().toString());
        String body = answer.text();
        if (answer.status() < 300) {
            for (String canary : OF_A_SESSION) {
                body = body.replace(canary, "");
            }
        }
        assertNone("the body of a " + answer.status(), body);
    }

    private static void assertNone(String where, String text) {
        String lowerCase = text.toLowerCase(java.util.Locale.ROOT);
        for (String canary : ALL) {
            assertFalse(lowerCase.contains(canary.toLowerCase(java.util.Locale.ROOT)), () -> where + ": " + text);
        }
    }
}
