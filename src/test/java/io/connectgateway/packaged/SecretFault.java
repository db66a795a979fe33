package io.connectgateway.packaged;

import static io.connectgateway.gigs.Fault.http;
import static io.connectgateway.gigs.Fault.json;

import io.connectgateway.Canaries;
import io.connectgateway.Json;
import io.connectgateway.RawServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One way in which Secrets Manager can fail to give the token.
 *
 * @param arrange makes a server fail so
 */
record SecretFault(String name, Consumer<RawServer> arrange) {

    /** All of them. */
    static List<SecretFault> all() {
        return List.of(
                new SecretFault("refused", RawServer::refuse),
                new SecretFault("connection never completes", RawServer::stopAccepting),
                new SecretFault("never answers", server -> server.serve(RawServer.Connection::hold)),
                new SecretFault(
                        "reset",
                        server -> server.serve(connection -> {
                            connection.read();
                            connection.reset();
                        })),
                new SecretFault("closed without an answer", server -> server.serve(RawServer.Connection::read)),
                new SecretFault(
                        "garbage",
                        server -> server.serve(connection -> {
                            connection.read();
                            connection.write("\u0000\u00ff\r\n\r\n");
                        })),
                answer("access denied", json(400, error("AccessDeniedException"))),
                answer("not found", json(400, error("ResourceNotFoundException"))),
                answer("no valid signature", json(403, error("com.amazon.coral#InvalidSignatureException"))),
                answer("throttled", json(400, error("ThrottlingException"))),
                answer("500", json(500, error("InternalServiceError"))),
                answer("503 with HTML", http(503, "", "<html>" + Canaries.UPSTREAM)),
                answer("redirect", http(302, "Location: /" + Canaries.UPSTREAM + "\r\n", "")),
                answer("empty 200", json(200, "")),
                answer("HTML with 200", http(200, "", "<html>" + Canaries.UPSTREAM)),
                answer("truncated", json(200, Canaries.SECRET_VALUE.substring(0, 30))),
                answer("10 MB", json(200, " ".repeat(10 * 1024 * 1024))),
                answer("no SecretString", json(200, "{\"SecretBinary\":\"Y2FuYXJ5\"}")),
                answer("SecretString is no string", json(200, "{\"SecretString\":{\"token\":\"canary\"}}")),
                answer("empty secret", secret("")),
                answer("blank secret", secret(" \n")),
                answer("JSON without a token", secret("{\"password\":\"" + Canaries.SECRET + "\"}")),
                answer(
                        "JSON with a token that is no string",
                        secret("{\"token\":{\"a\":\"" + Canaries.SECRET + "\"}}")),
                answer("JSON cut off", secret("{\"token\":\"" + Canaries.SECRET)),
                answer("a token of two lines", secret(Canaries.SECRET + "\r\nX-Injected: 1")),
                answer("a token beyond ASCII", secret(Canaries.SECRET + "\u20ac")));
    }

    private static SecretFault answer(String name, String bytes) {
        return new SecretFault(name, server -> server.answer(bytes));
    }

    private static String secret(String value) {
        return json(200, Json.of(Map.of("SecretString", value)).replace("\u20ac", "\\u20ac"));
    }

    static String error(String type) {
        return Json.of(Map.of("__type", type, "Message", "User: arn:" + Canaries.UPSTREAM + " is not authorized"));
    }

    @Override
    public String toString() {
        return name;
    }
}
