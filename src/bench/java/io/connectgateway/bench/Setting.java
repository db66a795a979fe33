package io.connectgateway.bench;

import java.util.Locale;

/** How far away the two upstreams are. */
enum Setting {
    /** Plain HTTP, answered at once: what is measured is the function's own. */
    NONE(0, 0, false),
    /** As from a function in the region of its secret. */
    REALISTIC(20, 120, true);

    /** Milliseconds from a request's arrival at Secrets Manager to its answer. */
    final int secretsManagerDelay;
    /** Milliseconds from a request's arrival at Gigs to its answer. */
    final int gigsDelay;

    final boolean tls;

    Setting(int secretsManagerDelay, int gigsDelay, boolean tls) {
        this.secretsManagerDelay = secretsManagerDelay;
        this.gigsDelay = gigsDelay;
        this.tls = tls;
    }

    /** Its name in the table and in the JSON. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
