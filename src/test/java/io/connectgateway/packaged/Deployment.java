package io.connectgateway.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The packaged function between a Gigs and a Secrets Manager that do what a test tells them. */
class Deployment implements AutoCloseable {

    static final String CREATE =
            Canaries.addTo(Event.create(Canaries.CREATE)).json().toString();

    final RawServer gigs = new RawServer();
    final RawServer secrets = new RawServer();
    final List<String> output = new CopyOnWriteArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    PackagedFunction function;

    Deployment() {
        gigs.answer(Fault.json(201, Canaries.SESSION));
        secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
    }

    Deployment start() throws Exception {
        function = PackagedFunction.start(gigs, secrets, environment, output::add);
        return this;
    }

    Event.Answer create() {
        return function.invoke(CREATE);
    }

    /** The answer to a create that has reached a frozen function, which thaws then. */
    Event.Answer createAfterThaw() throws Exception {
        CompletableFuture<Event.Answer> answer = function.invokeLater(CREATE);
        function.thaw();
        return answer.join();
    }

    /** For each request, why there was no answer of Gigs; empty if there was one, or none was needed. */
    List<String> failures() {
        return lines().filter(line -> line.has("millis"))
                .map(line -> line.path("upstreamFailure").asText())
                .toList();
    }

    /** The messages of warnings and errors that begin so. */
    List<String> warnings(String beginning) {
        return lines().filter(line -> !line.path("level").asText().equals("INFO"))
                .map(line -> line.path("message").asText())
                .filter(message -> message.startsWith(beginning))
                .toList();
    }

    private Stream<JsonNode> lines() {
        return output.stream().filter(line -> line.startsWith("{")).map(Json::parse);
    }

    @Override
    public void close() throws IOException {
        if (function != null) {
            function.close();
            function = null;
        }
        gigs.close();
        secrets.close();
    }
}
