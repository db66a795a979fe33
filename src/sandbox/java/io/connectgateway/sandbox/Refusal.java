package io.connectgateway.sandbox;

/** An authorizer refuses a call. The caller sees API Gateway's answer, and the console shows the reason. */
final class Refusal extends Exception {
    private final int status;
    private final String challenge;

    private Refusal(int status, String challenge, String reason) {
        super(reason);
        this.status = status;
        this.challenge = challenge;
    }

    /** @param challenge value of {@code www-authenticate}, or null */
    static Refusal unauthorized(String challenge, String reason) {
        return new Refusal(401, challenge, reason);
    }

    static Refusal forbidden(String reason) {
        return new Refusal(403, null, reason);
    }

    static Refusal failed(String reason) {
        return new Refusal(500, null, reason);
    }

    int status() {
        return status;
    }

    String challenge() {
        return challenge;
    }

    /** The message of API Gateway. */
    String answer() {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            default -> "Internal Server Error";
        };
    }
}
