package io.connectgateway.error;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native executable, where {@code mvn verify -Dnative} has built one. */
@QuarkusIntegrationTest
class NativeErrorsIT extends ErrorsTest {}
