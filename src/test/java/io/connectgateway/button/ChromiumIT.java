package io.connectgateway.button;

/** The button in Chromium. */
class ChromiumIT extends EngineTests {
    ChromiumIT() {
        super(Engine.CHROMIUM);
    }
}
