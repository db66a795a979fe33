package io.connectgateway.bench;

import java.time.Duration;
import java.util.List;

/**
 * Warm requests that are alike.
 *
 * @param pause from one request's answer to the next request; zero: back to back
 */
record WarmSeries(Setting setting, Duration pause) {
    static final WarmSeries OWN = new WarmSeries(Setting.NONE, Duration.ZERO);
    static final WarmSeries REALISTIC = new WarmSeries(Setting.REALISTIC, Duration.ZERO);

    /** A shop with some visitors: what is kept between requests, as connections are, shows here. */
    static final WarmSeries QUIET = new WarmSeries(Setting.REALISTIC, Duration.ofSeconds(2));

    static final List<WarmSeries> ALL = List.of(OWN, REALISTIC, QUIET);

    /** Of the requests that back-to-back series have, how many this one has: with pauses, few must do. */
    int requests(int backToBack) {
        return pause.isZero() ? backToBack : Math.min(backToBack, Math.max(5, backToBack / 100));
    }

    @Override
    public String toString() {
        return "upstreams " + setting.id()
                + (pause.isZero() ? ", warm" : ", one request every " + pause.toSeconds() + " s");
    }
}
