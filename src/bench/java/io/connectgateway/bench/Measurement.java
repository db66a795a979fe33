package io.connectgateway.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is done to the candidates, in which order: alternating, one at a time wherever they would disturb one another. */
final class Measurement {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final int MAX_ENVIRONMENTS = 4;

    private final Options options;
    private final Vertx vertx;
    private final Certificates certificates;
    private final List<Measured> measured;
    private String whyNotDropped;

    Measurement(Options options, Vertx vertx, Certificates certificates, List<Candidate> candidates) {
        this.options = options;
        this.vertx = vertx;
        this.certificates = certificates;
        measured = candidates.stream()
                .map(candidate -> new Measured(candidate, new HashMap<>(), new HashMap<>()))
                .toList();
    }

    List<Measured> measured() {
        return measured;
    }

    /** Why there are no cold starts with a dropped page cache; null: there are. */
    String whyNotDropped() {
        return whyNotDropped;
    }

    /** @throws IllegalStateException if a candidate fails: its message says which, and shows the end of its output */
    void run() throws Exception {
        for (Series series : Series.ALL) {
            coldStarts(series);
        }
        for (Measured each : measured) {
            each.warm().put(WarmSeries.OWN, warmRun(each, WarmSeries.OWN, options.requests()));
        }
        warmRunsAtOnce(WarmSeries.REALISTIC, environments(Setting.REALISTIC));
        warmRunsAtOnce(WarmSeries.QUIET, 1);
    }

    private void coldStarts(Series series) throws Exception {
        if (series.pageCacheDropped()) {
            try {
                PageCache.drop();
            } catch (IOException e) {
                whyNotDropped = e.getMessage();
                return;
            }
        } else {
            round(series); // not counted: it fills the page cache, and compiles this process's own servers
        }
        measured.forEach(each -> each.cold().put(series, new ArrayList<>()));
        for (int i = 1; i <= options.starts(); i++) {
            List<ColdStart> round = round(series);
            for (int c = 0; c < round.size(); c++) {
                measured.get(c).cold().get(series).add(round.get(c));
            }
            if (i % 10 == 0 || i == options.starts()) {
                say("cold starts, %s: %d of %d", series, i, options.starts());
            }
        }
    }

    private List<ColdStart> round(Series series) throws Exception {
        List<ColdStart> round = new ArrayList<>();
        for (Measured each : measured) {
            if (series.pageCacheDropped()) {
                PageCache.drop();
            }
            try (Trial trial = new Trial(each.candidate(), series.setting(), vertx, certificates)) {
                round.add(trial.coldStart());
            }
        }
        return round;
    }

    /** Each spends its time waiting for the upstreams, so that they do not disturb one another. */
    private void warmRunsAtOnce(WarmSeries series, int environments) throws Exception {
        int requests = series.requests(options.requests());
        ExecutorService threads = Executors.newFixedThreadPool(measured.size() * environments);
        try {
            var running = new ExecutorCompletionService<Boolean>(threads);
            List<List<WarmRun>> parts = new ArrayList<>();
            for (Measured each : measured) {
                List<WarmRun> shares = Collections.synchronizedList(new ArrayList<>());
                parts.add(shares);
                for (int i = 0; i < environments; i++) {
                    int share = share(requests, environments, i);
                    running.submit(() -> shares.add(warmRun(each, series, share)));
                }
            }
            for (int i = 0; i < measured.size() * environments; i++) {
                running.take().get();
            }
            for (int c = 0; c < measured.size(); c++) {
                measured.get(c).warm().put(series, WarmRun.of(parts.get(c)));
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IllegalStateException failed ? failed : e;
        } finally {
            threads.shutdownNow();
        }
    }

    /** How many share the requests: one, or more where the run, with the build before it, would otherwise take longer than {@link #LIMIT}. */
    private int environments(Setting setting) {
        long left = LIMIT.toMillis() - ManagementFactory.getRuntimeMXBean().getUptime();
        long needed = (long) options.requests() * (setting.gigsDelay + 5);
        return (int) Math.max(1, Math.min(MAX_ENVIRONMENTS, Math.ceil((double) needed / Math.max(1, left))));
    }

    private static int share(int requests, int parts, int part) {
        return requests / parts + (part < requests % parts ? 1 : 0);
    }

    private WarmRun warmRun(Measured each, WarmSeries series, int requests) throws InterruptedException {
        try (Trial trial = new Trial(each.candidate(), series.setting(), vertx, certificates)) {
            trial.coldStart();
            Long before = trial.contextSwitches();
            double[] millis = new double[requests];
            for (int i = 0; i < requests; i++) {
                Thread.sleep(series.pause().toMillis());
                millis[i] = trial.request();
                if ((i + 1) % 500 == 0 || i + 1 == requests) {
                    say(
                            "requests, %s: %d of %d, %s",
                            series, i + 1, requests, each.candidate().name());
                }
            }
            Double switches = before == null ? null : (double) (trial.contextSwitches() - before) / requests;
            return new WarmRun(1, millis, trial.peakMemory(), switches, trial.connections());
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
