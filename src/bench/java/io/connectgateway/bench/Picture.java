package io.connectgateway.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Every cold start of one series as a dot, on a logarithmic scale, in SVG: what a table of percentiles does not show. It has a
 * background of its own, since a dark page may show it to a browser that prefers light.
 */
record Picture(Results results, Series series) {
    private static final int LEFT = 184;
    private static final int RIGHT = 632;
    private static final int TOP = 62;
    private static final int ROW = 26;
    private static final int MAX_NAME_LENGTH = 24;

    private record Strip(String label, String style, ToDoubleFunction<ColdStart> figure) {}

    private static final List<Strip> STRIPS = List.of(
            new Strip("init", "init", ColdStart::init), new Strip("first request", "first", ColdStart::firstRequest));

    String svg() {
        int bottom = TOP + results.measured().size() * (STRIPS.size() * ROW + ROW / 2);
        var svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 %d" width="760" height="%d" role="img" aria-labelledby="title">
                <title id="title">Cold starts: init and first request</title>
                <style>
                .page { fill: #fff }
                text { font: 12px system-ui, sans-serif; fill: #57606a }
                .name { font-weight: 600 }
                .grid { stroke: #8c959f; stroke-opacity: .3 }
                .dots { fill: none; stroke-width: 6; stroke-linecap: round; stroke-opacity: .4 }
                .p50 { stroke-width: 2 }
                .init { stroke: #1f6feb } .first { stroke: #d4720b }
                @media (prefers-color-scheme: dark) {
                .page { fill: #0d1117 } text { fill: #b1bac4 } .init { stroke: #58a6ff } .first { stroke: #f0883e }
                }
                </style>
                <rect class="page" width="100%%" height="100%%" rx="6"/>
                <text x="12" y="20" class="name">%d cold starts each, %s</text>
                <text x="12" y="38">init: process start → first poll; first request: event → answer; the line is the median; milliseconds</text>
                """.formatted(bottom + 34, bottom + 34, results.options().starts(), escaped(series.toString())));
        grid(svg, bottom);
        int y = TOP + ROW / 2;
        for (Measured each : results.measured()) {
            svg.append(text(12, y + 4, "name", shortened(each.candidate().name())));
            for (Strip strip : STRIPS) {
                strip(svg, each, strip, y);
                y += ROW;
            }
            y += ROW / 2;
        }
        return svg.append("</svg>\n").toString();
    }

    private void grid(StringBuilder svg, int bottom) {
        for (double power = decade(fastest()); power <= slowest() * 10; power *= 10) {
            for (int step : new int[] {1, 2, 5}) {
                double millis = step * power;
                if (x(millis) >= LEFT && x(millis) <= RIGHT) {
                    svg.append("<path class=\"grid\" d=\"M%.0f %dV%d\"/>\n".formatted(x(millis), TOP - 8, bottom));
                    svg.append("<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
                            .formatted(x(millis), bottom + 18, number(millis)));
                }
            }
        }
    }

    private void strip(StringBuilder svg, Measured measured, Strip strip, int y) {
        var dots = new StringBuilder();
        int i = 0;
        for (ColdStart start : measured.cold().get(series)) {
            dots.append("M%.1f %dh0".formatted(x(strip.figure().applyAsDouble(start)), y + i++ * 5 % 13 - 6));
        }
        double median = measured.cold(series, strip.figure()).p50();
        svg.append("<path class=\"dots %s\" d=\"%s\"/>\n".formatted(strip.style(), dots));
        svg.append("<path class=\"p50 %s\" d=\"M%.1f %dv20\"/>\n".formatted(strip.style(), x(median), y - 10));
        svg.append(text(RIGHT + 12, y + 4, "", strip.label() + " " + number(median)));
    }

    /** From the fastest to the slowest, with some room on both sides. */
    private double x(double millis) {
        double from = Math.log(fastest() * 0.8);
        double to = Math.log(slowest() * 1.25);
        return LEFT + (Math.log(millis) - from) / (to - from) * (RIGHT - LEFT);
    }

    private double fastest() {
        return figures().mapToDouble(Distribution::min).min().orElseThrow();
    }

    private double slowest() {
        return figures().mapToDouble(Distribution::max).max().orElseThrow();
    }

    private Stream<Distribution> figures() {
        return STRIPS.stream()
                .flatMap(strip -> results.measured().stream().map(each -> each.cold(series, strip.figure())));
    }

    private static double decade(double millis) {
        return Math.pow(10, Math.floor(Math.log10(millis)));
    }

    private static String text(int x, int y, String style, String text) {
        return "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n".formatted(x, y, style, escaped(text));
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%,.0f", millis);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME_LENGTH ? name : "…" + name.substring(name.length() - MAX_NAME_LENGTH + 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
