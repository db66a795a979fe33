package io.connectgateway.policy;

import io.connectgateway.body.SessionBody;
import io.connectgateway.caller.Caller;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.intent.Intent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which requests a caller may make. The person at the browser writes the body, and a session's {@code url}
 * logs its holder in as the session's user. So the policy refuses everything that is not known to be allowed.
 */
@ApplicationScoped
public class Policy {

    private final CallbackUrls callbackUrls;
    private final Set<String> intents;
    private final Set<String> plans;
    private final Set<String> addons;
    private final String backendScope;

    Policy(PolicyConfig config, CallerConfig callers) {
        callbackUrls = new CallbackUrls(config.callbackUrls().orElse(List.of()));
        intents = Set.copyOf(config.intents().orElse(List.of()));
        plans = Set.copyOf(config.plans().orElse(List.of()));
        addons = Set.copyOf(config.addons().orElse(List.of()));
        backendScope = callers.backendScope().orElseThrow();
    }

    /** Whether the caller is one of the partner's backends, which may act for any user. */
    public boolean isBackend(Caller caller) {
        return caller.hasScope(backendScope);
    }

    /** The body with the caller's own Gigs user or verified email filled in. Refuses a body that asks for another. */
    public SessionBody bind(Caller caller, SessionBody request) {
        if (isBackend(caller)) {
            return request;
        }
        checkUser(caller, request);
        checkEmail(caller, request);
        if (caller.gigsUser().isPresent()) {
            return request.forUser(caller.gigsUser().get());
        }
        boolean lacksEmail =
                request.hasUserDetails() && request.requestedEmail().isEmpty();
        return lacksEmail ? request.forEmail(caller.email().orElseThrow()) : request;
    }

    private static void checkUser(Caller caller, SessionBody request) {
        if (request.requestedUser().isPresent() && !request.requestedUser().equals(caller.gigsUser())) {
            throw userNotAllowed(
                    caller.gigsUser().isPresent()
                            ? "user must be absent or the caller's own."
                            : "user must be absent, as the caller has no Gigs user.");
        }
    }

    /** In a session without user and email, Connect itself asks the person to log in. */
    private static void checkEmail(Caller caller, SessionBody request) {
        boolean isAnonymous = caller.gigsUser().isEmpty() && caller.email().isEmpty();
        if (isAnonymous && request.hasUserDetails()) {
            throw userNotAllowed("userDetails must be absent, as the caller has no verified email.");
        }
        if (request.requestedEmail().filter(email -> !caller.hasEmail(email)).isPresent()) {
            throw userNotAllowed("userDetails.email must be absent or the caller's own verified email.");
        }
    }

    /** Whether the caller may see and change a session. A session that has a user belongs to that user. */
    public boolean owns(Caller caller, Optional<String> sessionUser) {
        return sessionUser.isEmpty() || isBackend(caller) || sessionUser.equals(caller.gigsUser());
    }

    /** Whether the caller may see the link into a session. A session without a user has no owner who could prove it. */
    public boolean seesUrl(Caller caller, Optional<String> sessionUser) {
        return sessionUser.isPresent() || isBackend(caller);
    }

    /** Refuses an intent whose type, plan or add-on is not on the deployment's list. */
    public void checkIntent(Caller caller, Intent intent) {
        if (!intents.contains(intent.type().toString())) {
            throw new PermissionDeniedException("intentNotAllowed", "This intent is not turned on in this deployment.");
        }
        if (isBackend(caller)) {
            return;
        }
        if (intent.checkoutNewSubscription() != null) {
            checkPlan(intent.checkoutNewSubscription().plan());
            checkAddons(intent.checkoutNewSubscription().addons());
        }
        if (intent.checkoutAddon() != null) {
            checkAddons(intent.checkoutAddon().addons());
        }
    }

    private void checkPlan(String plan) {
        // Without a plan, the person could choose any plan in Connect.
        if (!plans.isEmpty() && (plan == null || !plans.contains(plan))) {
            throw new PermissionDeniedException(
                    "planNotAllowed", "intent.checkoutNewSubscription.plan must name a plan that is for sale here.");
        }
    }

    private void checkAddons(List<String> ids) {
        if (ids != null && !addons.isEmpty() && !addons.containsAll(ids)) {
            throw new PermissionDeniedException("addonNotAllowed", "Each of the addons must be for sale here.");
        }
    }

    /** Refuses a callback URL that is not on the deployment's list. */
    public void checkCallbackUrl(SessionBody request) {
        if (!request.requestedCallbackUrl().map(callbackUrls::allows).orElse(true)) {
            throw new PermissionDeniedException(
                    "callbackUrlNotAllowed",
                    "callbackUrl must begin with a prefix that this deployment allows,"
                            + " and must not use the query parameters session_id and status.");
        }
    }

    private static PermissionDeniedException userNotAllowed(String message) {
        return new PermissionDeniedException("userNotAllowed", message);
    }
}
