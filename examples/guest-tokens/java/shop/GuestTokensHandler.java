package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;

/** The endpoint for the JDK's HTTP server, as in {@code server.createContext(path, new GuestTokensHandler(…))}. */
public record GuestTokensHandler(GuestTokens tokens, Sessions sessions) implements HttpHandler {

    /** Looks the shop's session up. You write this. */
    public interface Sessions {
        Optional<GuestTokens.Customer> customerOf(HttpExchange exchange) throws Exception;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        GuestTokens.Answer answer = tokens.answer(new GuestTokens.Request(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders()::getFirst,
                exchange.getRemoteAddress().getAddress(),
                () -> sessions.customerOf(exchange)));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
