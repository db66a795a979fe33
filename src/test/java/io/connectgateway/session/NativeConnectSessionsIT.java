package io.connectgateway.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native executable, where {@code mvn verify -Dnative} has built one. */
@QuarkusIntegrationTest
class NativeConnectSessionsIT extends ConnectSessionsTest {}
