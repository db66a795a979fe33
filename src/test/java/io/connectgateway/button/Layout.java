package io.connectgateway.button;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;

/** How a person sets the size and the spacing of text, and whether a page can be read so: WCAG 1.4.4, 1.4.10, 1.4.12. */
enum Layout {
    /** A window of 1280 pixels at 400 %. */
    ZOOMED(320, ""),
    /** The same with text of the person's own spacing. */
    ZOOMED_AND_SPACED(
            320,
            "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
                    + " p { margin-block-end: 2em !important }"),
    /** Text alone at 200 %. */
    LARGE_TEXT(1280, ":root { font-size: 200% !important }"),
    /** At 400 % in a script that begins on the right. */
    RIGHT_TO_LEFT(320, ":root { direction: rtl }");

    private static final String COMPLAINTS = PartnerShop.resource("layout.js");

    private final int width;
    private final String css;

    Layout(int width, String css) {
        this.width = width;
        this.css = css;
    }

    Browser.NewContextOptions on(Browser.NewContextOptions options) {
        return options.setViewportSize(width, 800);
    }

    /** As a person's own style sheet, which no policy of the page forbids, in shadow roots too. */
    void applyTo(Page page) {
        page.evaluate("""
                css => {
                  const sheet = new CSSStyleSheet();
                  sheet.replaceSync(css);
                  const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
                  for (const root of [document, ...roots]) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
                }""", css);
    }

    /** What cannot be read without scrolling sideways, or at all. */
    static List<?> complaints(Page page) {
        return (List<?>) page.evaluate(COMPLAINTS);
    }
}
