package io.connectgateway.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PictureTest {

    private final byte[] svg = new Picture(
                    Runs.results(
                            null,
                            Runs.measured("JVM", 1500, 30, true, null),
                            Runs.measured("native", 40, 30, true, null),
                            Runs.measured("node <peer> & 'co'.mjs", 170, 30, true, null),
                            Runs.measured("another", 250, 30, true, null)),
                    Series.PICTURED)
            .svg()
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void isSmall() {
        assertThat(svg.length, lessThan(20 * 1024));
    }

    @Test
    void namesEachCandidate() throws Exception {
        List<String> names = new ArrayList<>();
        elements("text").forEach(text -> names.add(text.getTextContent()));

        assertTrue(names.containsAll(List.of("JVM", "native", "node <peer> & 'co'.mjs", "another")), names::toString);
        assertTrue(names.containsAll(List.of("init 1,514", "first request 164", "first request 18")), names::toString);
    }

    @Test
    void hasADotForEachStartInsideTheFrame() throws Exception {
        List<Element> strips = elements("path").stream()
                .filter(path -> path.getAttribute("class").startsWith("dots"))
                .toList();

        assertEquals(8, strips.size());
        for (Element strip : strips) {
            Matcher dot = Pattern.compile("M([\\d.]+) (\\d+)h0").matcher(strip.getAttribute("d"));
            int dots = 0;
            for (double x = 0; dot.find(); dots++) {
                assertTrue(Double.parseDouble(dot.group(1)) >= x, "later starts were slower");
                x = Double.parseDouble(dot.group(1));
                assertTrue(x > 184 && x < 632);
                assertTrue(Integer.parseInt(dot.group(2)) < height());
            }
            assertEquals(30, dots);
        }
    }

    @Test
    void isReadableOnADarkPage() {
        assertThat(new String(svg, StandardCharsets.UTF_8), containsString("prefers-color-scheme: dark"));
    }

    /** A page may be dark where the browser prefers light: the text then needs the light background that it was made for. */
    @Test
    void bringsItsOwnBackground() throws Exception {
        Element first = elements("*").stream()
                .filter(element -> !List.of("svg", "title", "style").contains(element.getTagName()))
                .findFirst()
                .orElseThrow();

        assertEquals(
                "rect page 100% 100%",
                "%s %s %s %s"
                        .formatted(
                                first.getTagName(),
                                first.getAttribute("class"),
                                first.getAttribute("width"),
                                first.getAttribute("height")));
        assertEquals(2, new String(svg, StandardCharsets.UTF_8).split("\\.page \\{ fill: #", -1).length - 1);
    }

    private int height() throws Exception {
        return Integer.parseInt(document().getDocumentElement().getAttribute("height"));
    }

    private List<Element> elements(String name) throws Exception {
        var nodes = document().getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private Document document() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }
}
