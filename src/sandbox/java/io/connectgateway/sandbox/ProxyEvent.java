package io.connectgateway.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The event that an HTTP API sends to a function, payload format version 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     AWS Lambda proxy integrations for HTTP APIs</a>
 */
public final class ProxyEvent {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    // API Gateway does not treat a form as text, so its body arrives in base64.
    private static final Pattern TEXT = Pattern.compile("text/.*|application/([^;]*\\+)?(json|xml|javascript)\\b.*");

    private ProxyEvent() {}

    /** The event of a request without query, headers, body and caller. */
    public static JsonObject of(String method, String path, String routeKey, String sourceIp) {
        var http = JsonObject.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", sourceIp);
        return JsonObject.of("version", "2.0", "routeKey", routeKey, "rawPath", path, "rawQueryString", "")
                .put("headers", new JsonObject())
                .put("requestContext", JsonObject.of("stage", "$default", "http", http))
                .put("isBase64Encoded", false);
    }

    /** The event of a call, before an authorizer adds to it. */
    static JsonObject of(RoutingContext ctx, Route route, String requestId) {
        HttpServerRequest request = ctx.request();
        Instant now = Instant.now();
        // API Gateway decodes the path, also in rawPath.
        String path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
        JsonObject event = of(
                        request.method().name(),
                        path,
                        route.key(),
                        request.remoteAddress().hostAddress())
                .put("headers", headers(request));
        if (request.query() != null) {
            event.put("rawQueryString", request.query());
        }
        JsonObject context = event.getJsonObject("requestContext")
                .put("accountId", "000000000000")
                .put("apiId", "sandbox")
                .put("domainName", "localhost")
                .put("domainPrefix", "localhost")
                .put("requestId", requestId)
                .put("routeKey", route.key())
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
        context.getJsonObject("http").put("userAgent", request.getHeader("user-agent"));
        List<String> cookies = request.headers().getAll("cookie");
        if (!cookies.isEmpty()) {
            event.put(
                    "cookies",
                    new JsonArray(Arrays.asList(String.join(";", cookies).split(";\\s*"))));
        }
        if (!ctx.queryParams().isEmpty()) {
            event.put("queryStringParameters", joined(ctx.queryParams(), UnaryOperator.identity()));
        }
        if (!ctx.pathParams().isEmpty()) {
            event.put("pathParameters", new JsonObject(new HashMap<>(ctx.pathParams())));
        }
        return body(event, ctx.body().buffer(), request.getHeader("content-type"));
    }

    private static JsonObject body(JsonObject event, Buffer body, String contentType) {
        if (body == null || body.length() == 0) {
            return event;
        }
        boolean text = contentType == null
                || TEXT.matcher(contentType.toLowerCase(Locale.ROOT)).matches();
        return event.put("body", text ? body.toString() : Base64.getEncoder().encodeToString(body.getBytes()))
                .put("isBase64Encoded", !text);
    }

    private static JsonObject headers(HttpServerRequest request) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        all.remove("cookie")
                .add("x-forwarded-for", request.remoteAddress().hostAddress())
                .set("x-forwarded-proto", "http")
                .set("x-forwarded-port", Integer.toString(request.localAddress().port()));
        return joined(all, name -> name.toLowerCase(Locale.ROOT));
    }

    private static JsonObject joined(MultiMap values, UnaryOperator<String> naming) {
        var object = new JsonObject();
        for (String name : values.names()) {
            object.put(naming.apply(name), String.join(",", values.getAll(name)));
        }
        return object;
    }
}
