package io.connectgateway.bench;

import io.connectgateway.sandbox.FunctionCode;
import io.connectgateway.sandbox.Quiet;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Cold starts and warm requests of the packaged function, and of what it is compared with; {@code mvn -Pbench} runs it. Every answer and
 * every call upstream is checked: a candidate that does not do its work ends the run.
 */
public final class Benchmark {
    private final Options options;
    private final Vertx vertx;
    private final Certificates certificates;
    private final List<Measured> measured;
    private String whyNotDropped;

    private Benchmark(Options options, Vertx vertx, Certificates certificates, List<Candidate> candidates) {
        this.options = options;
        this.vertx = vertx;
        this.certificates = certificates;
        measured = candidates.stream()
                .map(candidate -> new Measured(candidate, new HashMap<>(), new HashMap<>()))
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        Quiet.logging();
        Path target = Files.createDirectories(FunctionCode.target().resolve("bench"));
        try {
            run(Options.ofSystemProperties(), target);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println("\n" + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options, Path target) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Candidates candidates = new Candidates(options, target)) {
            Certificates certificates = Certificates.generate(target);
            var benchmark = new Benchmark(options, vertx, certificates, candidates.all());
            benchmark.measure();
            var results =
                    new Results(Instant.now(), options, Machine.here(), benchmark.whyNotDropped, benchmark.measured);
            Files.writeString(target.resolve("bench.json"), new Report(results).json());
            System.out.println("\n" + new Table(results).text());
            System.out.println("All figures: " + target.resolve("bench.json"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void measure() throws Exception {
        for (Series series : Series.ALL) {
            coldStarts(series);
        }
        for (Measured each : measured) {
            warmRun(each, Setting.NONE);
        }
        warmRunsAtOnce(Setting.REALISTIC);
    }

    private void coldStarts(Series series) throws Exception {
        if (series.pageCacheDropped()) {
            try {
                PageCache.drop();
            } catch (java.io.IOException e) {
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
    private void warmRunsAtOnce(Setting setting) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(measured.size());
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (Measured each : measured) {
                runs.add(threads.submit(() -> {
                    warmRun(each, setting);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IllegalStateException failed ? failed : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private void warmRun(Measured each, Setting setting) throws InterruptedException {
        try (Trial trial = new Trial(each.candidate(), setting, vertx, certificates)) {
            trial.coldStart();
            double[] millis = new double[options.requests()];
            for (int i = 0; i < millis.length; i++) {
                millis[i] = trial.request();
                if ((i + 1) % 500 == 0 || i + 1 == millis.length) {
                    say(
                            "warm requests, upstreams %s: %d of %d, %s",
                            setting.id(), i + 1, millis.length, each.candidate().name());
                }
            }
            each.warm().put(setting, new WarmRun(millis, trial.peakMemory()));
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
