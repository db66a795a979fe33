package io.connectgateway.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;

/** What a page without focus looks like, against which the ring around what has it is measured. */
record FocusRing(Page page, BufferedImage unfocused) {
    /** What has the focus: {@code text} names it, in a shadow root too. */
    record Focused(String text, Rectangle box) {}

    static FocusRing of(Page page) {
        return new FocusRing(page, image(page.screenshot()));
    }

    /** What has the focus; null where nothing has. */
    Focused focused() {
        var found = (List<?>) page.evaluate("""
                () => {
                  const { activeElement } = document;
                  const inner = activeElement.shadowRoot?.activeElement ?? activeElement;
                  const { left, top, right, bottom } = inner.getBoundingClientRect();
                  const text = inner.name || inner.id || (inner.part.contains('button') ? activeElement : inner).textContent;
                  return inner === document.body ? null
                    : [text.trim(), Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)];
                }""");
        if (found == null) {
            return null;
        }
        int left = (int) found.get(1);
        int top = (int) found.get(2);
        return new Focused(
                (String) found.get(0), new Rectangle(left, top, (int) found.get(3) - left, (int) found.get(4) - top));
    }

    /**
     * How much of a ring of 2 pixels there is around it, counting what has a contrast of 3:1 to what was there before:
     * with round corners nearly 1.
     */
    double share(Focused focused) {
        var around = new Rectangle(focused.box());
        around.grow(8, 8);
        around = around.intersection(new Rectangle(unfocused.getWidth(), unfocused.getHeight()));
        var now = image(page.screenshot(
                new Page.ScreenshotOptions().setClip(new Clip(around.x, around.y, around.width, around.height))));
        int ring = 0;
        for (int x = 0; x < around.width; x++) {
            for (int y = 0; y < around.height; y++) {
                boolean outside = !focused.box().contains(around.x + x, around.y + y);
                if (outside && contrast(now.getRGB(x, y), unfocused.getRGB(around.x + x, around.y + y)) >= 3) {
                    ring++;
                }
            }
        }
        return ring / (4.0 * (focused.box().width + focused.box().height));
    }

    /** As WCAG defines it. */
    static double contrast(int one, int other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + .05) / (Math.min(first, second) + .05);
    }

    private static double luminance(int rgb) {
        var linear = DoubleStream.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
                .map(value -> value / 255)
                .map(value -> value <= .04045 ? value / 12.92 : Math.pow((value + .055) / 1.055, 2.4))
                .toArray();
        return .2126 * linear[0] + .7152 * linear[1] + .0722 * linear[2];
    }

    private static BufferedImage image(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
