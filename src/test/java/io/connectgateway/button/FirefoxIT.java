package io.connectgateway.button;

/** The button in Firefox. */
class FirefoxIT extends EngineTests {
    FirefoxIT() {
        super(Engine.FIREFOX);
    }
}
