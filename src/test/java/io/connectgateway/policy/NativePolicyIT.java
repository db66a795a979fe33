package io.connectgateway.policy;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native executable, where {@code mvn verify -Dnative} has built one. */
@QuarkusIntegrationTest
class NativePolicyIT extends PolicyTest {}
