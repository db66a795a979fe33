package io.connectgateway.button;

/** The button in WebKit. */
class WebKitIT extends EngineTests {
    WebKitIT() {
        super(Engine.WEBKIT);
    }
}
