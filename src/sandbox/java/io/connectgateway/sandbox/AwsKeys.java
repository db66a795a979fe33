package io.connectgateway.sandbox;

import java.util.Locale;

/** Temporary credentials, as Lambda gives them to a function; new at each start and good for the sandbox only. */
record AwsKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
    static AwsKeys random() {
        return new AwsKeys("ASIA" + Ids.random(16).toUpperCase(Locale.ROOT), Ids.random(40), Ids.random(80));
    }

    @Override
    public String toString() {
        return "AwsKeys[" + accessKeyId + "]";
    }
}
