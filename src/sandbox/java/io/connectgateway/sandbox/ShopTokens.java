package io.connectgateway.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import shop.GuestTokens;

/** The demo shop's token endpoint, {@code examples/guest-tokens}. It treats every caller as a visitor. */
record ShopTokens(GuestTokens tokens) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        GuestTokens.Answer answer = tokens.answer(new GuestTokens.Request(
                request.method().name(), request::getHeader, address(request), Optional::empty));
        answer.headers().forEach(ctx.response()::putHeader);
        ctx.response().setStatusCode(answer.status()).end(answer.body());
    }

    private static InetAddress address(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
