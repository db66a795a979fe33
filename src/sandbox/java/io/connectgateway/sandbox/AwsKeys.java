package io.connectgateway.sandbox;

import java.util.Locale;

/** Temporary credentials, as Lambda gives them to a function. They are new at each start. */
record AwsKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
    static AwsKeys random() {
        return new AwsKeys("ASIA" + Ids.random(16).toUpperCase(Locale.ROOT), Ids.random(40), Ids.random(80));
    }

    @Override
    public String toString() {
        return "AwsKeys[" + accessKeyId + "]";
    }
}
