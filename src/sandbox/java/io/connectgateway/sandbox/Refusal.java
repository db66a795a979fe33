package io.connectgateway.sandbox;

/** Why an authorizer lets a call not pass: the caller sees what API Gateway says, the console the reason. */
final class Refusal extends Exception {
    private final int status;
    private final String challenge;

    private Refusal(int status, String challenge, String reason) {
        super(reason);
        this.status = status;
        this.challenge = challenge;
    }

    /** @param challenge value of {@code www-authenticate}; null: none */
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

    /** What API Gateway answers. */
    String answer() {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            default -> "Internal Server Error";
        };
    }
}
