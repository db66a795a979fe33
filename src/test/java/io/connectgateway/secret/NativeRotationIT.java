package io.connectgateway.secret;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native executable, where {@code mvn verify -Dnative} has built one. */
@QuarkusIntegrationTest
class NativeRotationIT extends RotationTest {}
