package io.connectgateway.secret;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The project's token: kept for a while, fetched anew by one caller at a time, and used when stale rather than not at all. */
@ApplicationScoped
public class ProjectToken {

    /** Secrets Manager usually answers in some 20 ms: what takes this long will not come. */
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

    /** A request that has a usable token at hand waits for a newer one no longer than this, or half its time. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(1);

    /** While Secrets Manager is down, it is asked again this often; the requests in between do not wait for it. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(ProjectToken.class);

    private final Supplier<Uni<String>> source;
    private final Duration ttl;
    private final Duration maxStale;
    private final Clock clock;

    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile CachedToken cached;

    @Inject
    ProjectToken(SecretSource source, TokenConfig config) {
        this(source::fetch, config.ttl(), config.maxStale(), Clock.systemUTC());
    }

    ProjectToken(Supplier<Uni<String>> source, Duration ttl, Duration maxStale, Clock clock) {
        this.source = source;
        this.ttl = ttl;
        this.maxStale = maxStale;
        this.clock = clock;
    }

    /** Fetches the token in the background; a failure is left to the first request, which tries again. */
    public Uni<Void> prefetch() {
        return fetch(FETCH_TIMEOUT).replaceWithVoid().onFailure().recoverWithNull();
    }

    /**
     * The token to use now.
     *
     * @param atMost how long the request can wait for it
     * @throws TokenUnavailableException if there is none that is young enough, and none can be fetched
     */
    public String current(Duration atMost) {
        CachedToken old = cached;
        Instant now = clock.instant();
        if (old != null && now.isBefore(old.refreshAt())) {
            return old.token();
        }
        boolean usable = old != null && now.isBefore(old.fetched().plus(maxStale));
        if (!usable) {
            refreshing.lock();
        } else if (!refreshing.tryLock()) {
            return old.token();
        }
        try {
            return cached != old ? cached.token() : await(usable ? min(atMost.dividedBy(2), REFRESH_TIMEOUT) : atMost);
        } catch (TokenUnavailableException e) {
            if (!usable) {
                throw e;
            }
            LOG.warnf("The token is %d s old and could not be refreshed; it goes on being used.", age(old, now));
            cached = new CachedToken(old.token(), old.fetched(), now.plus(RETRY_AFTER));
            return old.token();
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * Fetches the token at once, because Gigs refuses the one in use.
     *
     * @return the new token, or empty if it is still the refused one
     * @throws TokenUnavailableException if it cannot be fetched
     */
    public Optional<String> replace(String refused, Duration atMost) {
        refreshing.lock();
        try {
            String token = cached != null && !cached.token().equals(refused) ? cached.token() : await(atMost);
            return Optional.of(token).filter(fresh -> !fresh.equals(refused));
        } finally {
            refreshing.unlock();
        }
    }

    private String await(Duration atMost) {
        Duration limit = min(atMost, FETCH_TIMEOUT);
        if (limit.isNegative() || limit.isZero()) {
            throw new TokenUnavailableException();
        }
        return fetch(limit).await().indefinitely();
    }

    private Uni<String> fetch(Duration limit) {
        return source.get()
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure(TimeoutException.class)
                .transform(timeout -> late(limit))
                .invoke(token -> {
                    Instant now = clock.instant();
                    cached = new CachedToken(token, now, now.plus(ttl));
                });
    }

    private static TokenUnavailableException late(Duration limit) {
        LOG.warnf("Secrets Manager did not answer within %d ms.", limit.toMillis());
        return new TokenUnavailableException();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static long age(CachedToken old, Instant now) {
        return Duration.between(old.fetched(), now).toSeconds();
    }

    private record CachedToken(String token, Instant fetched, Instant refreshAt) {
        @Override
        public String toString() {
            return "CachedToken[" + fetched + "]";
        }
    }
}
