package io.connectgateway.token;

/**
 * AWS credentials, as Lambda puts them into the environment.
 *
 * @param accessKeyId {@code AWS_ACCESS_KEY_ID}
 * @param secretAccessKey {@code AWS_SECRET_ACCESS_KEY}
 * @param sessionToken {@code AWS_SESSION_TOKEN}; null or empty for credentials that have none
 */
record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {

    boolean temporary() {
        return sessionToken != null && !sessionToken.isEmpty();
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
