package io.connectgateway.button;

import org.junit.jupiter.api.Nested;

/** What the button and the page after Connect do, in one of the engines. */
abstract class EngineTests {
    private final Engine engine;

    EngineTests(Engine engine) {
        this.engine = engine;
    }

    @Nested
    class ButtonError extends ButtonErrorTest {
        ButtonError() {
            super(engine);
        }
    }

    @Nested
    class ButtonEvent extends ButtonEventTest {
        ButtonEvent() {
            super(engine);
        }
    }

    @Nested
    class ButtonLanguage extends ButtonLanguageTest {
        ButtonLanguage() {
            super(engine);
        }
    }

    @Nested
    class ButtonPage extends ButtonPageTest {
        ButtonPage() {
            super(engine);
        }
    }

    @Nested
    class ButtonRequest extends ButtonRequestTest {
        ButtonRequest() {
            super(engine);
        }
    }

    @Nested
    class ButtonState extends ButtonStateTest {
        ButtonState() {
            super(engine);
        }
    }

    @Nested
    class ButtonTab extends ButtonTabTest {
        ButtonTab() {
            super(engine);
        }
    }

    @Nested
    class ReturnAddress extends ReturnAddressTest {
        ReturnAddress() {
            super(engine);
        }
    }

    @Nested
    class ReturnOutcome extends ReturnOutcomeTest {
        ReturnOutcome() {
            super(engine);
        }
    }

    @Nested
    class RoundTrip extends RoundTripTest {
        RoundTrip() {
            super(engine);
        }
    }
}
