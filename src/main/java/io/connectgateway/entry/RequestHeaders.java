package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers that are read. No other header, query, cookie or address gets further: the HTTP layer fails on some of them. */
final class RequestHeaders {

    private static final Set<String> READ = Set.of(RequestBody.CONTENT_TYPE, "idempotency-key");

    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

    private RequestHeaders() {}

    static void dropUnread(APIGatewayV2HTTPEvent event) {
        Map<String, String> read = new HashMap<>();
        if (event.getHeaders() != null) {
            event.getHeaders().forEach((name, value) -> {
                String header = name.toLowerCase(Locale.ROOT);
                if (READ.contains(header) && value != null) {
                    // The HTTP layer answers 500 to a control character. U+00FF is invalid in both headers too.
                    read.put(header, CONTROL_CHARACTER.matcher(value).replaceAll("\u00ff"));
                }
            });
        }
        event.setHeaders(read);
        event.setCookies(null);
        event.setRawQueryString(null);
        event.getRequestContext().getHttp().setSourceIp(null);
    }
}
