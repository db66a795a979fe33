package io.connectgateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Any text is refused, or is a URL that the JDK too reads as one of the allowed. */
class CallbackUrlsFuzzTest {

    private static final Map<String, String> HOST_BY_SCHEME =
            Map.of("https", "shop.example", "http", "localhost", "myapp", "done");

    private static final CallbackUrls ALLOWED =
            new CallbackUrls(List.of("https://shop.example/done", "http://localhost:3000", "myapp://done"));

    /** Takes bytes, because Jazzer reads the files of inputs as they are only for bytes, and not for a text. */
    @FuzzTest
    void allowsOnlyAllowedHosts(byte[] text) {
        String url = new String(text, UTF_8);
        if (!ALLOWED.allows(url)) {
            return;
        }
        URI uri = assertDoesNotThrow(() -> new URI(url));
        String scheme = uri.getScheme().toLowerCase(java.util.Locale.ROOT);
        assertTrue(HOST_BY_SCHEME.get(scheme).equalsIgnoreCase(uri.getHost()), url);
        assertEquals(uri.getPort(), scheme.equals("http") ? 3000 : uri.getPort() == 443 ? 443 : -1, url);
        assertNull(uri.getRawUserInfo(), url);
        assertEquals(uri.normalize().getRawPath(), uri.getRawPath(), url);
        assertTrue(!scheme.equals("https") || (uri.getPath() + "/").startsWith("/done/"), url);
        assertFalse(url.matches(".*[?&]((session_id)|(status))=.*"), url);
    }
}
