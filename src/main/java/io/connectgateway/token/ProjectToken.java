package io.connectgateway.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The project's token. It is kept for a while, and one caller at a time fetches it anew. */
@ApplicationScoped
public class ProjectToken {

    /** Secrets Manager usually answers in some 20 ms: after this time no answer will come. */
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

    /** A request that has a usable token at hand waits for a newer one no longer than this, or half its time. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(1);

    /** While Secrets Manager is down, it is asked again this often; the requests in between do not wait for it. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(ProjectToken.class);

    private final Function<Duration, Uni<String>> source;
    private final Duration ttl;
    private final Duration maxStale;
    private final Clock clock;

    private String token;
    private Instant fetched;
    private Instant refreshAt;
    private Uni<String> fetching;

    @Inject
    ProjectToken(SecretSource source, TokenConfig config) {
        this(
                source::fetch,
                Duration.parse(config.ttl().orElseThrow()),
                Duration.parse(config.maxStale().orElseThrow()),
                Clock.systemUTC());
    }

    ProjectToken(Function<Duration, Uni<String>> source, Duration ttl, Duration maxStale, Clock clock) {
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
     * The token to use now; an old one is better than none. Fails with {@link TokenUnavailableException} if there is
     * none that is young enough, and none can be fetched.
     *
     * @param atMost how long the request can wait for it
     */
    public synchronized Uni<String> current(Duration atMost) {
        Instant now = clock.instant();
        boolean isYoung = token != null && now.isBefore(refreshAt);
        boolean isUsable = token != null && now.isBefore(fetched.plus(maxStale));
        if (isYoung || isUsable && fetching != null) {
            return Uni.createFrom().item(token);
        } else if (!isUsable) {
            return fetch(atMost);
        }
        return fetch(Collections.min(List.of(atMost.dividedBy(2), REFRESH_TIMEOUT)))
                .onFailure(TokenUnavailableException.class)
                .recoverWithItem(this::goOn);
    }

    private synchronized String goOn() {
        Instant now = clock.instant();
        long age = Duration.between(fetched, now).toSeconds();
        LOG.warnf("The token is %d s old and could not be refreshed; it goes on being used.", age);
        refreshAt = now.plus(RETRY_AFTER);
        return token;
    }

    /**
     * Fetches the token at once, because Gigs refuses the one in use. Empty if that is still the refused one. Fails
     * like {@link #current}.
     */
    public synchronized Uni<Optional<String>> replace(String refused, Duration atMost) {
        boolean isReplaced = token != null && !token.equals(refused);
        return (isReplaced ? Uni.createFrom().item(token) : fetch(atMost))
                .map(fresh -> Optional.of(fresh).filter(other -> !other.equals(refused)));
    }

    /** The fetch that is under way, or a new one. */
    private synchronized Uni<String> fetch(Duration atMost) {
        Duration limit = Collections.min(List.of(atMost, FETCH_TIMEOUT));
        if (limit.isNegative() || limit.isZero()) {
            return Uni.createFrom().failure(new TokenUnavailableException("no time is left", false));
        }
        if (fetching == null) {
            fetching = source.apply(limit)
                    .invoke(this::keep)
                    .onTermination()
                    .invoke(this::endFetch)
                    .memoize()
                    .indefinitely();
        }
        return fetching;
    }

    private synchronized void keep(String fresh) {
        token = fresh;
        fetched = clock.instant();
        refreshAt = fetched.plus(ttl);
    }

    private synchronized void endFetch() {
        fetching = null;
    }
}
